import { STATUS_LIST_BITS } from './status-list.ts';

const ROUNDS = 8;

/**
 * The place in a status list of its `counter`-th credential (0 … 131,071): a keyed bijection on the list, so no index is
 * given twice and none tells when it was given. `seed` is the list's own, at least 16 random bytes.
 *
 * A Feistel network over 17 bits as 9 + 8: whatever the round function, each round can be undone, so the whole is a
 * bijection by construction.
 */
export function permuteIndex(counter: number, seed: Uint8Array): number {
	if (!Number.isInteger(counter) || counter < 0 || counter >= STATUS_LIST_BITS) {
		throw new RangeError(`Not a place in a status list: ${counter}`);
	}
	if (seed.length < 16) throw new RangeError('The seed is too short');
	let wide = counter >> 8;
	let narrow = counter & 0xff;
	for (let round = 0; round < ROUNDS; round += 2) {
		wide = (wide ^ mix(seed, round, narrow)) & 0x1ff;
		narrow = (narrow ^ mix(seed, round + 1, wide)) & 0xff;
	}
	return (wide << 8) | narrow;
}

/** Murmur3's finalizer over the seed's bytes, the round and the half; random-looking is enough here. */
function mix(seed: Uint8Array, round: number, half: number): number {
	let hash = Math.imul(round + 1, 0x9e3779b1) ^ half;
	for (const byte of seed) {
		hash = Math.imul(hash ^ byte, 0x85ebca6b);
		hash ^= hash >>> 13;
		hash = Math.imul(hash, 0xc2b2ae35);
		hash ^= hash >>> 16;
	}
	return hash >>> 7;
}
