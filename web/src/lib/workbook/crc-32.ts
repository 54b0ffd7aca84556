const POLYNOMIAL = 0xedb88320;
const SLICES = 8;

/** Eight tables, so that eight bytes go in one step: a sheet inflates to tens of megabytes. */
const tables = makeTables();

function makeTables(): Uint32Array[] {
	const first = new Uint32Array(256);
	for (let n = 0; n < 256; n++) {
		let c = n;
		for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ POLYNOMIAL : c >>> 1;
		first[n] = c;
	}
	const all = [first];
	for (let s = 1; s < SLICES; s++) {
		const before = all[s - 1]!;
		all.push(before.map((c) => (c >>> 8) ^ first[c & 0xff]!));
	}
	return all;
}

/** The CRC-32 that ZIP uses. `before` is the CRC of what came before these bytes. */
export function crc32(bytes: Uint8Array, before = 0): number {
	const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [
		Uint32Array,
		Uint32Array,
		Uint32Array,
		Uint32Array,
		Uint32Array,
		Uint32Array,
		Uint32Array,
		Uint32Array
	];
	let crc = ~before;
	let i = 0;
	for (const end = bytes.length - 7; i < end; i += 8) {
		const low = crc ^ (bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
		crc =
			t7[low & 0xff]! ^
			t6[(low >>> 8) & 0xff]! ^
			t5[(low >>> 16) & 0xff]! ^
			t4[low >>> 24]! ^
			t3[bytes[i + 4]!]! ^
			t2[bytes[i + 5]!]! ^
			t1[bytes[i + 6]!]! ^
			t0[bytes[i + 7]!]!;
	}
	for (; i < bytes.length; i++) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 0xff]!;
	return ~crc >>> 0;
}
