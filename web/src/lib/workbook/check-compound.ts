/** The header of a compound file ([MS-CFB] 2.2), and where in it stands what leads to the directory. */
const HEADER_BYTES = 512;
const SECTOR_SHIFT_AT = 30;
const DIRECTORY_AT = 48;
const FURTHER_TABLES_AT = 68;
const TABLES_AT = 76;
const SHIFTS = [9, 12];
/** From here on a number names no sector. */
const LAST_SECTOR = 0xfffffffa;

const ENTRY_BYTES = 128;
/** Of an entry of the directory ([MS-CFB] 2.6.1): the one before it, the one after it, and what is in it. */
const LINKS_AT = [68, 72, 76];
const NOTHING = 0xffffffff;

/**
 * Whether no entry of the directory leads back to itself. The library follows the entries without looking where it has been,
 * and a flipped bit would make it fill the memory.
 */
export function hasSoundDirectory(bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = readDirectory(view);
	return entries !== null && !hasCircle(entries);
}

/** What each entry leads to; null where the file does not hold together so far. */
function readDirectory(view: DataView): number[][] | null {
	if (view.byteLength < HEADER_BYTES) return null;
	const shift = view.getUint16(SECTOR_SHIFT_AT, true);
	if (!SHIFTS.includes(shift)) return null;
	const sectors = sectorsOf(view, shift);
	const entries: number[][] = [];
	const chain = sectors && followChain(view.getUint32(DIRECTORY_AT, true), sectors);
	if (!chain) return null;
	for (const at of chain) {
		for (let entry = at; entry < at + (1 << shift); entry += ENTRY_BYTES) {
			if (entry + ENTRY_BYTES > view.byteLength) return null;
			const links = LINKS_AT.map((link) => view.getUint32(entry + link, true));
			entries.push(links.filter((link) => link !== NOTHING));
		}
	}
	return entries;
}

interface Sectors {
	count: number;
	placeOf(sector: number): number;
	/** The sector that follows in the same stream; null for one that no table tells of. */
	after(sector: number): number | null;
}

function sectorsOf(view: DataView, shift: number): Sectors | null {
	const size = 1 << shift;
	const count = Math.ceil(view.byteLength / size) - 1;
	const placeOf = (sector: number) => (sector + 1) * size;
	const word = (at: number) => (at + 4 <= view.byteLength ? view.getUint32(at, true) : null);
	const tables: number[] = [];
	for (let at = TABLES_AT; at < HEADER_BYTES; at += 4) tables.push(view.getUint32(at, true));
	let further = view.getUint32(FURTHER_TABLES_AT, true);
	for (let read = 0; further < count; read++) {
		if (read > count) return null;
		const end = placeOf(further) + size - 4;
		for (let at = placeOf(further); at < end; at += 4) tables.push(word(at) ?? NOTHING);
		further = word(end) ?? NOTHING;
	}
	return {
		count,
		placeOf,
		after(sector) {
			const table = tables[Math.floor((sector * 4) / size)];
			if (table === undefined || table >= count) return null;
			return word(placeOf(table) + ((sector * 4) % size));
		}
	};
}

/** Where the sectors of a stream begin; null where one is not there, or comes twice. */
function followChain(first: number, { count, placeOf, after }: Sectors): number[] | null {
	const places: number[] = [];
	for (let sector: number | null = first; sector === null || sector < LAST_SECTOR; sector = after(sector)) {
		if (sector === null || sector >= count || places.length >= count) return null;
		places.push(placeOf(sector));
	}
	return places;
}

function hasCircle(entries: readonly number[][]): boolean {
	const OPEN = 1;
	const DONE = 2;
	const states = new Uint8Array(entries.length);
	for (const root of entries.keys()) {
		// Without recursion: a directory may be one long chain.
		const path = [root];
		while (path.length > 0) {
			const entry = path.at(-1)!;
			states[entry] ||= OPEN;
			const next = entries[entry]!.find((link) => link < entries.length && states[link] !== DONE);
			if (next === undefined) states[path.pop()!] = DONE;
			else if (states[next] === OPEN) return true;
			else path.push(next);
		}
	}
	return false;
}
