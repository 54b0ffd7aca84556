import { expect, test } from 'vitest';
import { crc32 } from './crc-32.ts';
import { inflateEntry, streamEntry } from './stream-entry.ts';
import type { ZipEntry } from './zip-directory.ts';

async function entryOf(bytes: Uint8Array<ArrayBuffer>, change: Partial<ZipEntry> = {}): Promise<ZipEntry> {
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	const packed = await new Response(stream).bytes();
	return { name: 'it', crc: crc32(bytes), deflated: true, size: bytes.length, packed, ...change };
}

const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const take = () => true;

test('hands over what was packed, in pieces', async () => {
	let size = 0;
	let pieces = 0;
	const entry = await entryOf(BYTES);
	expect(
		await streamEntry(entry, (piece) => {
			size += piece.length;
			return ++pieces > 0;
		})
	).toBe(true);
	expect([size, pieces > 1]).toEqual([BYTES.length, true]);
	expect(await inflateEntry(entry)).toEqual(BYTES);
	expect(await streamEntry(await entryOf(new Uint8Array()), take)).toBe(true);
});

test('finds a flipped bit, another CRC and another size', async () => {
	const entry = await entryOf(BYTES);
	const flipped = entry.packed.slice();
	flipped[flipped.length >> 1]! ^= 4;
	expect(await streamEntry({ ...entry, packed: flipped }, take)).toBe(false);
	expect(await streamEntry({ ...entry, crc: entry.crc ^ 1 }, take)).toBe(false);
	expect(await streamEntry({ ...entry, size: entry.size + 1 }, take)).toBe(false);
	expect(await streamEntry({ ...entry, packed: entry.packed.slice(0, -3) }, take)).toBe(false);
	expect(await streamEntry({ ...entry, packed: Uint8Array.of(...entry.packed, 0) }, take)).toBe(false);
	const stored = { ...entry, deflated: false, packed: BYTES };
	expect(await streamEntry(stored, take)).toBe(true);
	expect(await streamEntry({ ...stored, crc: 0 }, take)).toBe(false);
});

test('never hands over more than was declared', async () => {
	let size = 0;
	const lie = { ...(await entryOf(new Uint8Array(20_000_000))), size: 1000 };
	expect(await streamEntry(lie, (piece) => (size += piece.length) >= 0)).toBe(false);
	expect(size).toBeLessThanOrEqual(1000);
});

test('ends when it is told to', async () => {
	let calls = 0;
	expect(await streamEntry(await entryOf(BYTES), () => ++calls > 5)).toBeNull();
	expect(calls).toBe(1);
});
