import { finishLeaving } from '#lib/sign-out/finish-leaving.ts';
import { readLeaving } from '#lib/sign-out/leaving-mark.ts';

export const ssr = false;
export const prerender = false;

/** Before anything is shown or signed in to: what a sign-out has left to wipe. */
export async function load() {
	if (readLeaving().wipe.length) await finishLeaving();
}
