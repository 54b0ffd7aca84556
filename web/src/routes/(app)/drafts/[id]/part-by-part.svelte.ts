import { onMount } from 'svelte';

/**
 * Lets a page come in parts, each in a task of its own, so that none holds the page up: `has(1)` is true from the start, the
 * next part follows when the one before it stands.
 */
export function comePartByPart(parts: number): { has: (part: number) => boolean } {
	let come = $state(1);
	onMount(() => {
		let timer: ReturnType<typeof setTimeout>;
		const next = () => {
			come += 1;
			if (come < parts) timer = setTimeout(next);
		};
		timer = setTimeout(next);
		return () => clearTimeout(timer);
	});
	return { has: (part) => come >= part };
}
