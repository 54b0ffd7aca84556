import type { Cell } from '#shared/row/cell.ts';
import type { Row, Source } from '#shared/row/row.ts';
import { isObject, repairCell, repairRow } from './repair-row.ts';

/** The rows of a block as they lie in IndexedDB: what many rows share is written once. */
export interface PackedRows {
	keys: string[];
	credentialIds: string[];
	/** Where they come from, one entry for each run of rows; null for rows that were added in Sheaf. */
	sources: { from: Omit<Source, 'line'> | null; rows: number }[];
	lines: Int32Array;
	flags: Uint8Array;
	/** Pairs of position in the block and `Row.place`. */
	places: [number, number][];
	cells: Cell[][];
}

const EXCLUDED = 1;
const HIDDEN = 2;
const REMOVED = 4;

export function packRows(rows: readonly Row[]): PackedRows {
	const packed: PackedRows = {
		keys: [],
		credentialIds: [],
		sources: [],
		lines: new Int32Array(rows.length),
		flags: new Uint8Array(rows.length),
		places: [],
		cells: []
	};
	for (const [i, row] of rows.entries()) {
		packed.keys.push(row.key);
		packed.credentialIds.push(row.credentialId);
		packed.cells.push(row.cells);
		packed.lines[i] = row.source?.line ?? 0;
		packed.flags[i] = (row.excluded ? EXCLUDED : 0) | (row.hidden ? HIDDEN : 0) | (row.removed ? REMOVED : 0);
		if (row.place !== undefined) packed.places.push([i, row.place]);
		addSource(packed.sources, row.source);
	}
	return packed;
}

function addSource(runs: PackedRows['sources'], source: Source | null): void {
	const last = runs.at(-1);
	const isSame =
		last &&
		(source === null
			? last.from === null
			: last.from?.digest === source.digest && last.from.sheet === source.sheet);
	if (isSame) last.rows += 1;
	else if (source === null) runs.push({ from: null, rows: 1 });
	else {
		const { workbook, digest, sheet } = source;
		runs.push({ from: { workbook, digest, sheet }, rows: 1 });
	}
}

/** The rows of a block as it was read back; a hole for each that cannot be trusted. */
export function unpackRows(stored: unknown): (Row | undefined)[] {
	if (!isObject(stored)) return [];
	const { keys, credentialIds, cells, lines, flags, sources, places } = stored;
	if (!Array.isArray(keys) || !Array.isArray(credentialIds) || !Array.isArray(cells)) return [];
	const isTold = lines instanceof Int32Array && flags instanceof Uint8Array && Array.isArray(sources);
	const placed = new Map<unknown, unknown>(Array.isArray(places) ? places.filter(isPair) : []);
	const from = isTold ? spreadSources(sources, keys.length) : [];
	return keys.map((key: unknown, i) => {
		const credentialId: unknown = credentialIds[i];
		const own: unknown = cells[i];
		if (!isId(key) || !isId(credentialId) || !Array.isArray(own)) return undefined;
		const source = from[i];
		const row: Row = {
			key,
			credentialId,
			source: source && isTold ? { ...source, line: lines[i] ?? 0 } : null,
			cells: own.map(repairCell)
		};
		const flag = isTold ? (flags[i] ?? 0) : 0;
		if (flag & EXCLUDED) row.excluded = true;
		if (flag & HIDDEN) row.hidden = true;
		if (flag & REMOVED) row.removed = true;
		const place = placed.get(i);
		if (Number.isFinite(place)) row.place = place as number;
		return row;
	});
}

/** Rows as version 1 of the database had them. */
export function readPlainRows(stored: unknown): (Row | undefined)[] {
	return Array.isArray(stored) ? stored.map((row) => repairRow(row) ?? undefined) : [];
}

function spreadSources(runs: unknown[], length: number): (Omit<Source, 'line'> | null)[] {
	const spread: (Omit<Source, 'line'> | null)[] = [];
	for (const run of runs) {
		if (!isObject(run) || typeof run.rows !== 'number') continue;
		const from = isSource(run.from) ? run.from : null;
		for (let i = 0; i < run.rows && spread.length < length; i++) spread.push(from);
	}
	return spread;
}

function isSource(from: unknown): from is Omit<Source, 'line'> {
	return (
		isObject(from) &&
		typeof from.workbook === 'string' &&
		typeof from.digest === 'string' &&
		typeof from.sheet === 'string'
	);
}

function isPair(value: unknown): value is [unknown, unknown] {
	return Array.isArray(value);
}

function isId(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
