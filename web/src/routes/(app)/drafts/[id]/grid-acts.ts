import type { TypedCell } from '#lib/drafts/typed-text.ts';
import type { RowAct } from './grid-commands.ts';
import type { CellArea, CellBlock } from './paste-block.ts';

/** What the grid asks of whoever holds the draft. Rows are positions among those that are shown; `to` is exclusive. */
export interface GridActs {
	edit: (key: string, column: number, text: string) => void;
	/** What stands in the open editor of a cell; null: the editor was left, and the cell is as it was before. */
	typing: (cell: Omit<TypedCell, 'text'>, text: string | null) => void;
	exclude: (key: string, excluded: boolean) => void;
	rows: (act: RowAct, from: number, to: number) => void;
	read: (area: CellArea) => Promise<string[][]>;
	write: (block: CellBlock) => Promise<void>;
	clear: (area: CellArea) => Promise<void>;
	fillDown: (area: CellArea) => Promise<void>;
}
