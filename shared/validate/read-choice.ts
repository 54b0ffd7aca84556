import { editDistance } from '../row/edit-distance.ts';
import { foldText } from '../row/fold-text.ts';

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'oui', 'o', 'vrai', '✓', '✔', '☑', 'ja', 'si']);
const NO = new Set(['no', 'n', 'false', '0', 'non', 'faux', '✗', '✘', '☐', 'nein']);
/** Mistyped letters in a choice of this many letters for it still to be offered. */
const LETTERS_A_SLIP = 4;

/** 'yes' or 'no'; null where the text is neither. */
export function readYesNo(text: string): 'yes' | 'no' | null {
	const folded = foldText(text);
	if (YES.has(folded)) return 'yes';
	return NO.has(folded) ? 'no' : null;
}

/** Reads a text as one of the choices, in its canonical spelling, without regard to case and accents. */
export function compileChoice(choices: readonly string[]) {
	const exact = new Set(choices);
	const folded = new Map<string, string>();
	for (const choice of choices) if (!folded.has(foldText(choice))) folded.set(foldText(choice), choice);
	return (text: string): { choice: string } | { nearest: string[] } => {
		if (exact.has(text)) return { choice: text };
		const key = foldText(text);
		const choice = folded.get(key);
		return choice === undefined ? { nearest: findNearest(key, folded) } : { choice };
	};
}

/** Choices that begin as the text does, or are a slip away from it. */
function findNearest(key: string, choices: ReadonlyMap<string, string>): string[] {
	const scored: [string, number][] = [];
	for (const [folded, choice] of choices) {
		const slips = Math.floor(folded.length / LETTERS_A_SLIP);
		const distance = slips === 0 ? 1 : editDistance(key, folded, slips);
		if (distance <= slips) scored.push([choice, distance]);
		else if (key.length >= 2 && folded.length > 3 && folded.startsWith(key)) scored.push([choice, slips + 1]);
	}
	return scored
		.sort((a, b) => a[1] - b[1])
		.slice(0, 3)
		.map(([choice]) => choice);
}
