import type { Row } from '#shared/row/row.ts';
import type { Change } from './change.ts';
import { placeOf, type DraftState } from './draft-state.ts';
import { changeFlag } from './make-changes.ts';

/** Ids are made by whoever calls. */
export type MakeId = () => string;

/** A blank row below another, or at the end. */
export function changeToAdded(
	state: DraftState,
	after: string | null,
	makeId: MakeId
): Change & { key: string } {
	const index = after === null ? undefined : placeOf(state, after);
	const row = blankRow(makeId, index === undefined ? undefined : placeBelow(state, index, 1 / 2));
	return { ...bringIn(state, [row]), key: row.key };
}

/** Copies of rows, together below the last of them, with keys of their own: a copy becomes a credential of its own. */
export function changeToDuplicated(
	state: DraftState,
	keys: readonly string[],
	makeId: MakeId
): Change | null {
	const indexes = keys.map((key) => placeOf(state, key)).filter((index) => index !== undefined);
	if (indexes.length === 0) return null;
	const placed = (index: number) => state.rows[index]!.place ?? index;
	const last = indexes.reduce((one, other) => (placed(other) > placed(one) ? other : one));
	const rows = indexes.map((index, i): Row => {
		const { cells, excluded } = state.rows[index]!;
		const place = placeBelow(state, last, (i + 1) / (indexes.length + 1));
		const row = { ...blankRow(makeId, place), cells: cells.slice() };
		return excluded ? { ...row, excluded } : row;
	});
	return bringIn(state, rows);
}

export function changeToDeleted(state: DraftState, keys: readonly string[]): Change | null {
	const rows = new Set(keys.map((key) => placeOf(state, key)));
	return changeFlag(state, rows, { flag: 'removed', after: true });
}

/** Adds rows at the draft's end, as removed ones that the change itself brings in. */
export function bringIn({ rows }: DraftState, added: readonly Row[]): Change {
	return {
		cells: [],
		flags: added.map((_, i) => ({ row: rows.length + i, flag: 'removed', before: true, after: false })),
		added: { at: rows.length, rows: added.map((row) => ({ ...row, removed: true })) }
	};
}

export function blankRow(makeId: MakeId, place?: number): Row {
	const row: Row = { key: makeId(), credentialId: makeId(), source: null, cells: [] };
	return place === undefined ? row : { ...row, place };
}

/** Between the row and the one that follows it now; `share` of the way. */
function placeBelow({ rows }: DraftState, index: number, share: number): number {
	const own = rows[index]!.place ?? index;
	let next = Math.floor(own) + 1;
	for (const { place } of rows) if (place !== undefined && place > own && place < next) next = place;
	return own + (next - own) * share;
}
