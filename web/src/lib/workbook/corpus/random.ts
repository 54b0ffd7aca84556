/** The same numbers for the same seed. */
export interface Random {
	/** A whole number from 0 to below `end`. */
	below(end: number): number;
	pick<T>(list: readonly T[]): T;
}

/** Mulberry32. */
export function makeRandom(seed: number): Random {
	let state = Math.imul(seed + 1, 0x9e3779b1);
	function next(): number {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}
	const below = (end: number) => Math.floor(next() * end);
	return { below, pick: (list) => list[below(list.length)]! };
}
