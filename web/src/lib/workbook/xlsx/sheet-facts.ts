import { MAX_COLUMNS, MAX_MERGES } from '../limits.ts';
import type { Merge } from '../workbook-read.ts';
import { readRange } from './cell-reference.ts';
import { isTrue } from './xml-tree.ts';

/** What a sheet says beside its cells. */
export class SheetFacts {
	readonly merges: Merge[] = [];
	isFiltered = false;
	private hidesZeros: boolean | null = null;
	private readonly hidden = new Uint8Array(MAX_COLUMNS);

	/** Whether zeros are hidden. A further view is another window's: nobody sees it when the workbook is opened. */
	takeView(attributes: ReadonlyMap<string, string>): boolean {
		this.hidesZeros ??= !isTrue(attributes.get('showZeros') ?? '1');
		return this.hidesZeros;
	}

	/** Excel shows nothing of a column without width either. */
	takeColumns(attributes: ReadonlyMap<string, string>): void {
		if (!isTrue(attributes.get('hidden')) && Number(attributes.get('width') ?? 1) !== 0) return;
		const last = Math.min(Number(attributes.get('max')), MAX_COLUMNS);
		for (let i = Number(attributes.get('min')); i >= 1 && i <= last; i++) this.hidden[i - 1] = 1;
	}

	/** False for what is no area, and for more than a table has. */
	takeMerge(attributes: ReadonlyMap<string, string>): boolean {
		const merge = readRange(attributes.get('ref') ?? '');
		if (merge === null || this.merges.length >= MAX_MERGES) return false;
		this.merges.push(merge);
		return true;
	}

	hiddenColumns(isUsed: (column: number) => boolean): number[] {
		return [...this.hidden.keys()].filter((column) => this.hidden[column] === 1 && isUsed(column));
	}
}
