/** No row. */
export const NOBODY = -1;
const SMALLEST = 1024;

/**
 * At most one row for each 32-bit hash: a hundred thousand rows in two typed arrays, where a Map of their texts would
 * take several times the room and the time.
 */
export interface SingleRows {
	/** The row that stands under the hash; NOBODY where none does. */
	get(hash: number): number;
	/** Only where there is none yet. */
	add(hash: number, row: number): void;
	remove(hash: number): void;
}

/** `size`: about how many rows there will be. */
export function makeSingleRows(size: number): SingleRows {
	let slots = emptySlots(size);
	let used = 0;

	/** Where the hash stands, or where it would. Slots are filled in turn, so the search ends at an empty one. */
	function find(hash: number): number {
		const mask = slots.rows.length - 1;
		let slot = mix(hash) & mask;
		while (slots.rows[slot] !== NOBODY && slots.hashes[slot] !== hash) slot = (slot + 1) & mask;
		return slot;
	}

	function put(hash: number, row: number) {
		const slot = find(hash);
		slots.hashes[slot] = hash;
		slots.rows[slot] = row;
	}

	return {
		get: (hash) => slots.rows[find(hash | 0)]!,
		add(hash, row) {
			if (++used * 2 > slots.rows.length) {
				const { hashes, rows } = slots;
				slots = emptySlots(used * 2);
				for (let slot = 0; slot < rows.length; slot++) {
					if (rows[slot] !== NOBODY) put(hashes[slot]!, rows[slot]!);
				}
			}
			put(hash | 0, row);
		},
		remove(hash) {
			const { hashes, rows } = slots;
			const mask = rows.length - 1;
			let gap = find(hash | 0);
			if (rows[gap] === NOBODY) return;
			used--;
			// What was put further along because of it moves up, or it would no longer be found.
			for (let slot = (gap + 1) & mask; rows[slot] !== NOBODY; slot = (slot + 1) & mask) {
				const home = mix(hashes[slot]!) & mask;
				if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
				hashes[gap] = hashes[slot]!;
				rows[gap] = rows[slot]!;
				gap = slot;
			}
			rows[gap] = NOBODY;
		}
	};
}

function emptySlots(size: number) {
	let length = SMALLEST;
	while (length < size * 2) length *= 2;
	return { hashes: new Int32Array(length), rows: new Int32Array(length).fill(NOBODY) };
}

/** Spreads hashes that are alike (the last step of MurmurHash3). */
function mix(hash: number): number {
	let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
}

/** A 32-bit hash of the text, going on from another's. */
export function hashText(text: string, seed: number): number {
	let hash = seed;
	for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash;
}
