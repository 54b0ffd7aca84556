/** A prime beside 32 bits, and odd so that no letter is lost. */
const BASE = 0x01000193;
/** BASE times this is 1 in 32 bits (Newton's iteration doubles the right bits). */
const INVERSE = [1, 2, 3, 4, 5].reduce((x) => Math.imul(x, 2 - Math.imul(BASE, x)), BASE);

/** Finds texts that may be one typing slip away from another; whoever asks compares them. */
export interface SlipIndex {
	add(text: string, id: number): void;
	remove(text: string, id: number): void;
	/** Ids of texts that may be one slip away; some may come twice, some for nothing. */
	find(text: string): Iterable<number>;
}

/**
 * Two texts that are one slip apart share a form with at most one letter left out of each. Forms are kept as 32-bit sums
 * of their letters, so that a thousand domains make no fifteen thousand texts.
 */
export function indexSlips(): SlipIndex {
	const byForm = new Map<number, Set<number>>();
	return {
		add(text, id) {
			for (const form of formsOf(text)) {
				const ids = byForm.get(form);
				if (ids) ids.add(id);
				else byForm.set(form, new Set([id]));
			}
		},
		remove(text, id) {
			for (const form of formsOf(text)) {
				const ids = byForm.get(form);
				ids?.delete(id);
				if (ids?.size === 0) byForm.delete(form);
			}
		},
		*find(text) {
			if (byForm.size === 0) return;
			for (const form of formsOf(text)) yield* byForm.get(form) ?? [];
		}
	};
}

/** The sum of the text, and of the text without each of its letters. */
function formsOf(text: string): number[] {
	const forms: number[] = [];
	let before = 0;
	let after = 0;
	let power = 1;
	for (let i = 0; i < text.length; i++) before = (Math.imul(before, BASE) + text.charCodeAt(i)) | 0;
	forms.push(before);
	// From the last letter to the first: `before` loses it, `after` is what stands behind it.
	for (let i = text.length - 1; i >= 0; i--) {
		before = Math.imul(before - text.charCodeAt(i), INVERSE);
		forms.push((Math.imul(before, power) + after) | 0);
		after = (after + Math.imul(text.charCodeAt(i), power)) | 0;
		power = Math.imul(power, BASE);
	}
	return forms;
}
