import { onMount } from 'svelte';
import { serverNow } from './server-clock.ts';

/** The server's clock as it goes on, for a component while it is shown: the device's may be wrong. */
export function followServerNow(everyMs: number): { readonly current: number } {
	let now = $state(serverNow());
	onMount(() => {
		const timer = setInterval(() => (now = serverNow()), everyMs);
		return () => clearInterval(timer);
	});
	return {
		get current() {
			return now;
		}
	};
}
