import { crc32 } from '../crc-32.ts';
import { damageText, NASTY_TEXTS } from './damage-xml.ts';
import type { Random } from './random.ts';
import { writeZip } from './write-zip.ts';

/** A sound workbook to be damaged, with its parts where it is a ZIP. */
export interface Sound {
	file: string;
	bytes: Uint8Array;
	parts: ReadonlyMap<string, Uint8Array> | null;
}

export interface Damaged {
	/** What was done, for the message of a failure. */
	how: string;
	bytes: Uint8Array;
	/** The damage is to the container only: the read must be refused, or be that of the sound workbook. */
	container: boolean;
}

const EDGES_16 = [0, 1, 8, 9, 0x7fff, 0x8000, 0xffff];
const EDGES_32 = [0, 1, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
const SIGNATURES = [0x02014b50, 0x04034b50, 0x06054b50];

const CONTAINER = [flipBits, cut, repeatRange, swapRanges, blankRange, insertBytes];

export function damage(sound: Sound, random: Random): Damaged {
	const kind = random.below(10);
	if (kind < 4 || sound.parts === null) {
		const change = CONTAINER[random.below(3) === 0 ? 0 : random.below(CONTAINER.length)]!;
		return { how: change.name, bytes: change(sound.bytes.slice(), random), container: sound.parts !== null };
	}
	if (kind === 4 || sound.parts.size === 0)
		return { how: 'changeHeader', bytes: changeHeader(sound.bytes.slice(), random), container: true };
	return damagePart(sound.parts, random);
}

/** Bytes that never were a workbook. */
export function garbage(random: Random): Damaged {
	const starts = ['', '\ufeff', 'sep=;\n', '<html>', '%PDF', 'PK\u0003\u0004', 'ID;P', '{', ',,,,\n', '"'];
	const pieces = [...NASTY_TEXTS, ',', ';', '\t', '\n', '\r', '"', '""', '\u0000', 'Zoë', '😀', '=1+1', ' '];
	if (random.below(3) === 0) {
		const bytes = Uint8Array.from({ length: random.below(600) }, () => random.below(256));
		if (random.below(2) === 0)
			bytes.set(
				[
					[0xff, 0xfe],
					[0xfe, 0xff],
					[0x50, 0x4b],
					[0xd0, 0xcf]
				][random.below(4)]!.slice(0, bytes.length)
			);
		return { how: 'random bytes', bytes, container: false };
	}
	let text = random.pick(starts);
	for (let i = random.below(200); i > 0; i--) text += random.pick(pieces);
	return { how: 'random text', bytes: new TextEncoder().encode(text), container: false };
}

function flipBits(bytes: Uint8Array, random: Random): Uint8Array {
	for (let i = random.below(4); i >= 0; i--) bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
	return bytes;
}

function cut(bytes: Uint8Array, random: Random): Uint8Array {
	if (random.below(2) === 0) return bytes.slice(0, random.below(bytes.length));
	return random.below(2) === 0 ? bytes.slice(0, -1 - random.below(40)) : bytes.slice(1 + random.below(64));
}

function rangeOf(bytes: Uint8Array, random: Random): [number, number] {
	const start = random.below(bytes.length);
	return [start, Math.min(bytes.length, start + 1 + random.below(200))];
}

function repeatRange(bytes: Uint8Array, random: Random): Uint8Array {
	const [start, end] = rangeOf(bytes, random);
	return Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(start)]);
}

function swapRanges(bytes: Uint8Array, random: Random): Uint8Array {
	const size = 1 + random.below(100);
	const [a, b] = [
		random.below(Math.max(1, bytes.length - size)),
		random.below(Math.max(1, bytes.length - size))
	];
	const first = bytes.slice(a, a + size);
	bytes.copyWithin(a, b, b + size);
	bytes.set(first.subarray(0, bytes.length - b), b);
	return bytes;
}

function blankRange(bytes: Uint8Array, random: Random): Uint8Array {
	return bytes.fill(random.pick([0, 0xff]), ...rangeOf(bytes, random));
}

function insertBytes(bytes: Uint8Array, random: Random): Uint8Array {
	const at = random.below(bytes.length + 1);
	const more = Array.from({ length: 1 + random.below(40) }, () => random.below(256));
	return Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at)]);
}

/** Writes an edge, or a number nearby, into a field of one of the ZIP's headers. */
function changeHeader(bytes: Uint8Array, random: Random): Uint8Array {
	const view = new DataView(bytes.buffer);
	const heads: number[] = [];
	for (let at = 0; at + 22 <= bytes.length; at++)
		if (SIGNATURES.includes(view.getUint32(at, true))) heads.push(at);
	const at = random.pick(heads) + random.below(46);
	if (random.below(2) === 0 && at + 2 <= bytes.length) {
		view.setUint16(
			at,
			random.below(2) === 0
				? random.pick(EDGES_16)
				: (view.getUint16(at, true) + random.below(9) - 4) & 0xffff,
			true
		);
	} else if (at + 4 <= bytes.length) {
		view.setUint32(
			at,
			random.below(2) === 0 ? random.pick(EDGES_32) : (view.getUint32(at, true) + random.below(9) - 4) >>> 0,
			true
		);
	}
	return bytes;
}

/** Damage behind the CRC: the part is changed and packed again, so that it reaches whoever reads it. */
function damagePart(sound: ReadonlyMap<string, Uint8Array>, random: Random): Damaged {
	const parts = new Map(sound);
	const names = [...parts.keys()];
	const rich = names.filter((name) => /sheet\d|sharedStrings|styles|workbook|content\.xml/i.test(name));
	const name = random.below(5) === 0 || rich.length === 0 ? random.pick(names) : random.pick(rich);
	const bytes = parts.get(name)!;
	const kind = random.below(12);
	if (kind === 0) parts.delete(name);
	else if (kind === 1) parts.set(name, parts.get(random.pick(names))!);
	else if (kind < 5 && bytes.length > 0) parts.set(name, random.pick(CONTAINER)(bytes.slice(), random));
	else parts.set(name, damageText(bytes, random));
	return { how: `${kind < 5 ? 'bytes' : 'XML'} of ${name}`, bytes: packStored(parts), container: false };
}

export function packStored(parts: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
	return writeZip(
		[...parts].map(([name, packed]) => ({ name, packed, method: 0, crc: crc32(packed), size: packed.length }))
	);
}
