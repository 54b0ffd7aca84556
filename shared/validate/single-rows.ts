/** No row. */
export const NOBODY = -1;
const SMALLEST = 1024;

/**
 * At most one row for each 32-bit hash: a hundred thousand rows in one typed array, where a Map of their texts would take
 * several times the room and the time.
 */
export interface SingleRows {
	/** The row that stands under the hash; where none does, `row` stands there from now on, and the answer is NOBODY. */
	claim(hash: number, row: number): number;
	remove(hash: number): void;
}

/** `size`: about how many rows there will be. */
export function makeSingleRows(size: number): SingleRows {
	/** A hash and its row beside each other, so that looking at both is one way into the memory. */
	let slots = emptySlots(size);
	let mask = slots.length / 2 - 1;
	let used = 0;

	/** Where the hash stands, or where it would. Slots are filled in turn, so the search ends at an empty one. */
	function find(hash: number): number {
		let slot = mix(hash) & mask;
		while (slots[2 * slot + 1] !== NOBODY && slots[2 * slot] !== hash) slot = (slot + 1) & mask;
		return slot;
	}

	function grow() {
		const before = slots;
		slots = emptySlots(used * 2);
		mask = slots.length / 2 - 1;
		for (let i = 0; i < before.length; i += 2) {
			if (before[i + 1] === NOBODY) continue;
			const slot = find(before[i]!);
			slots[2 * slot] = before[i]!;
			slots[2 * slot + 1] = before[i + 1]!;
		}
	}

	return {
		claim(hash, row) {
			if ((used + 1) * 2 > mask) grow();
			const slot = find(hash | 0);
			const known = slots[2 * slot + 1]!;
			if (known !== NOBODY) return known;
			slots[2 * slot] = hash;
			slots[2 * slot + 1] = row;
			used++;
			return NOBODY;
		},
		remove(hash) {
			let gap = find(hash | 0);
			if (slots[2 * gap + 1] === NOBODY) return;
			used--;
			// What was put further along because of it moves up, or it would no longer be found.
			for (let slot = (gap + 1) & mask; slots[2 * slot + 1] !== NOBODY; slot = (slot + 1) & mask) {
				const home = mix(slots[2 * slot]!) & mask;
				if (((slot - home) & mask) < ((slot - gap) & mask)) continue;
				slots[2 * gap] = slots[2 * slot]!;
				slots[2 * gap + 1] = slots[2 * slot + 1]!;
				gap = slot;
			}
			slots[2 * gap + 1] = NOBODY;
		}
	};
}

function emptySlots(size: number): Int32Array {
	let length = SMALLEST;
	while (length < size * 2) length *= 2;
	return new Int32Array(2 * length).fill(NOBODY);
}

/** Spreads hashes that are alike (the last step of MurmurHash3). */
function mix(hash: number): number {
	let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
}

/** A 32-bit hash of the text, or of its first `most` characters. */
export function hashText(text: string, seed: number, most = text.length): number {
	let hash = seed;
	for (let i = 0; i < most; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	return hash;
}
