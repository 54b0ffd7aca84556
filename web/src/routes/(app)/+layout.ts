import { redirect } from '@sveltejs/kit';
import { signedIn } from '#lib/session.svelte.ts';

/** Without a sign-in on this device there is nothing to show; afterwards one lands where one meant to go. */
export function load({ url }: { url: URL }) {
	if (signedIn.current) return;
	const meant = url.pathname + url.search;
	redirect(307, meant === '/catalog' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(meant)}`);
}
