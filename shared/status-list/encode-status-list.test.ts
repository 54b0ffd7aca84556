import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeStatusList, readStatus } from './encode-status-list.ts';
import { STATUS_LIST_BITS } from './status-list.ts';

const lastIndex = STATUS_LIST_BITS - 1;

describe('encodeStatusList', () => {
	test('reads back exactly the bits that were set', async () => {
		const indexes = fc.uniqueArray(fc.nat({ max: lastIndex }), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(indexes, fc.nat({ max: lastIndex }), async (revoked, other) => {
				const list = await encodeStatusList(revoked);
				for (const index of revoked) expect(await readStatus(list, index)).toBe(true);
				expect(await readStatus(list, other)).toBe(revoked.includes(other));
			}),
			{ numRuns: 20 }
		);
	});

	test('is multibase base64url of gzip, index 0 the left-most bit', async () => {
		const list = await encodeStatusList([0, 9, lastIndex]);
		expect(list).toMatch(/^uH4sI[A-Za-z0-9_-]+$/);
		const zipped = Uint8Array.from(atob(list.slice(1).replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
			letter.charCodeAt(0)
		);
		const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream('gzip'));
		const bits = new Uint8Array(await new Response(stream).arrayBuffer());
		expect(bits).toHaveLength(16_384);
		expect([bits[0], bits[1], bits.at(-1)]).toEqual([0b1000_0000, 0b0100_0000, 0b0000_0001]);
	});

	test("reads the specification's own example list", async () => {
		// Bitstring Status List 1.0, example 3 (an empty list of 131,072 bits).
		const list = 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA';
		expect(await readStatus(list, 0)).toBe(false);
		expect(await readStatus(list, lastIndex)).toBe(false);
		expect(await readStatus(list, STATUS_LIST_BITS)).toBeNull();
	});

	test('refuses an index outside the list', async () => {
		await expect(encodeStatusList([STATUS_LIST_BITS])).rejects.toThrow(RangeError);
		await expect(encodeStatusList([-1])).rejects.toThrow(RangeError);
	});

	test('answers null for a list that cannot be read, is too short, or would fill the memory', async () => {
		const good = await encodeStatusList([]);
		for (const odd of ['', 'u', 'u!!', 'uAAAA', good.slice(1), `z${good.slice(1)}`, good.slice(0, -20)]) {
			expect(await readStatus(odd, 0), odd.slice(0, 8)).toBeNull();
		}
		expect(await readStatus(await zip(16), 0)).toBeNull();
		expect(await readStatus(await zip(64 * 1024 * 1024), 0)).toBeNull();
	});
});

/** A list of `length` zero bytes. */
async function zip(length: number): Promise<string> {
	const stream = new Blob([new Uint8Array(length)]).stream().pipeThrough(new CompressionStream('gzip'));
	const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return `u${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}
