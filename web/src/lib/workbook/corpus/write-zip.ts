/** An entry as it is to be written; what is given beyond name, bytes and crc makes the ZIP odd. */
export interface ZipPart {
	name: string;
	/** As they stand in the ZIP. */
	packed: Uint8Array;
	/** 0 stored, 8 deflated. */
	method: number;
	/** Of the inflated bytes. */
	crc: number;
	/** Of the inflated bytes, as declared. */
	size: number;
	flags?: number;
	/** Sizes and CRC behind the bytes, as streaming writers leave them (APPNOTE.TXT 4.3.9); `bare` is without signature. */
	descriptor?: 'signed' | 'bare';
	/** Sizes as 64-bit numbers in the extra field (4.5.3). */
	zip64?: boolean;
	/** Name in the local header, where it differs. */
	localName?: string;
	/** CRC in the local header, where it differs. */
	localCrc?: number;
}

export interface ZipOptions {
	comment?: string;
	/** Bytes before the first entry, which the offsets count or do not. */
	prefix?: Uint8Array;
	countPrefix?: boolean;
	/** End of the directory in 64 bits as well. */
	zip64End?: boolean;
	/** Number of entries, where it is to be wrong. */
	count?: number;
}

const UTF_8_NAMES = 0x0800;
const SIZES_FOLLOW = 8;
const NONE_32 = 0xffffffff;
/** 1 January 1980, so that the bytes are the same at any time. */
const FIRST_DAY = 0x21;

/** Writes ZIPs as other programs do, and some as none should. */
export function writeZip(parts: readonly ZipPart[], options: ZipOptions = {}): Uint8Array<ArrayBuffer> {
	const prefix = options.prefix ?? new Uint8Array();
	const out: Uint8Array[] = [prefix];
	let at = options.countPrefix ? prefix.length : 0;
	const central: Uint8Array[] = [];
	for (const part of parts) {
		const local = writeLocal(part);
		central.push(writeCentral(part, at));
		out.push(...local);
		at += lengthOf(local);
	}
	out.push(...central, ...writeEnd(lengthOf(central), at, options.count ?? parts.length, options));
	return joined(out);
}

function writeLocal(part: ZipPart): Uint8Array[] {
	const follows = part.descriptor !== undefined;
	const sizes = follows ? { packed: 0, size: 0 } : { packed: part.packed.length, size: part.size };
	const extra = part.zip64 ? numbers([2, 1], [2, 16], [8, part.size], [8, part.packed.length]) : numbers();
	const name = new TextEncoder().encode(part.localName ?? part.name);
	const head = numbers(
		[4, 0x04034b50],
		[2, part.zip64 ? 45 : 20],
		[2, flagsOf(part)],
		[2, part.method],
		[2, 0],
		[2, FIRST_DAY],
		[4, follows ? 0 : (part.localCrc ?? part.crc)],
		[4, part.zip64 ? NONE_32 : sizes.packed],
		[4, part.zip64 ? NONE_32 : sizes.size],
		[2, name.length],
		[2, extra.length]
	);
	const tail: [number, number][] = [
		[4, part.crc],
		[4, part.packed.length],
		[4, part.size]
	];
	const behind = follows
		? numbers(...(part.descriptor === 'signed' ? [[4, 0x08074b50] as const] : []), ...tail)
		: numbers();
	return [head, name, extra, part.packed, behind];
}

function writeCentral(part: ZipPart, at: number): Uint8Array {
	const name = new TextEncoder().encode(part.name);
	const extra = part.zip64
		? numbers([2, 1], [2, 24], [8, part.size], [8, part.packed.length], [8, at])
		: numbers();
	const head = numbers(
		[4, 0x02014b50],
		[2, part.zip64 ? 45 : 20],
		[2, part.zip64 ? 45 : 20],
		[2, flagsOf(part)],
		[2, part.method],
		[2, 0],
		[2, FIRST_DAY],
		[4, part.crc],
		[4, part.zip64 ? NONE_32 : part.packed.length],
		[4, part.zip64 ? NONE_32 : part.size],
		[2, name.length],
		[2, extra.length],
		[2, 0],
		[2, 0],
		[2, 0],
		[4, 0],
		[4, part.zip64 ? NONE_32 : at]
	);
	return joined([head, name, extra]);
}

function writeEnd(size: number, start: number, count: number, options: ZipOptions): Uint8Array[] {
	const comment = new TextEncoder().encode(options.comment ?? '');
	const wide = options.zip64End
		? [
				numbers([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0]),
				numbers([8, count], [8, count], [8, size], [8, start]),
				numbers([4, 0x07064b50], [4, 0], [8, start + size], [4, 1])
			]
		: [];
	const [c, s, o] = options.zip64End ? [0xffff, NONE_32, NONE_32] : [count, size, start];
	return [
		...wide,
		numbers([4, 0x06054b50], [4, 0], [2, c], [2, c], [4, s], [4, o], [2, comment.length]),
		comment
	];
}

function flagsOf(part: ZipPart): number {
	return (part.flags ?? 0) | UTF_8_NAMES | (part.descriptor ? SIZES_FOLLOW : 0);
}

/** Little-endian numbers, each with its width in bytes. */
function numbers(...fields: (readonly [number, number])[]): Uint8Array {
	const bytes: number[] = [];
	for (const [width, value] of fields) {
		for (let i = 0; i < width; i++) bytes.push(Math.floor(value / 256 ** i) % 256);
	}
	return Uint8Array.from(bytes);
}

function lengthOf(pieces: readonly Uint8Array[]): number {
	return pieces.reduce((sum, piece) => sum + piece.length, 0);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(lengthOf(pieces));
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.length;
	}
	return bytes;
}
