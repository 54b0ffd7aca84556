import type { Area, Block } from '#lib/drafts/area.ts';
import type { GridColumn } from './grid-columns.ts';
import { FIRST_EDITABLE } from './grid-layout.ts';
import type { GridArea } from './grid-selection.svelte.ts';

/** Cells of the rows that are shown; the filter is known to whoever holds them. */
export type CellArea = Omit<Area, 'filter'>;
export type CellBlock = Omit<Block, 'filter'>;

/** The cells of a selection that belong to the draft. */
export function cellsIn({ top, bottom, left, right }: GridArea, columns: GridColumn[]): CellArea {
	const chosen = columns.slice(Math.max(0, left - FIRST_EDITABLE), Math.max(0, right - FIRST_EDITABLE + 1));
	return { from: top, to: bottom + 1, columns: chosen.map(({ index }) => index) };
}

/**
 * Where a block goes that is pasted on a selection, as spreadsheets have it: one cell or a block that fits several times fills
 * the selection, any other goes down and right from its corner. `cut` is how many columns found no room.
 */
export function placeBlock(
	texts: string[][],
	area: GridArea,
	columns: GridColumn[]
): { block: CellBlock; cut: number; area: GridArea } {
	const left = Math.max(area.left, FIRST_EDITABLE);
	const chosen = { rows: area.bottom - area.top + 1, columns: Math.max(0, area.right - left + 1) };
	const own = { rows: texts.length, columns: texts[0]?.length ?? 0 };
	const rows = chosen.rows % own.rows === 0 ? chosen.rows : own.rows;
	const wanted = chosen.columns % own.columns === 0 && chosen.columns ? chosen.columns : own.columns;
	const room = columns.slice(left - FIRST_EDITABLE, left - FIRST_EDITABLE + wanted);
	const repeated = Array.from({ length: rows }, (_, row) =>
		room.map((_, column) => texts[row % own.rows]![column % own.columns]!)
	);
	return {
		block: { from: area.top, columns: room.map(({ index }) => index), texts: repeated, grow: true },
		cut: wanted - room.length,
		area: { top: area.top, bottom: area.top + rows - 1, left, right: left + room.length - 1 }
	};
}
