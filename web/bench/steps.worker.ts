import * as XLSX from 'xlsx';
import type { Definition } from '#shared/definition/definition.ts';
import { mergeSheets } from '#shared/merge/merge.ts';
import { compileRules } from '#shared/validate/compile-rules.ts';
import { validateRow } from '#shared/validate/validate-row.ts';
import { validateTable } from '#shared/validate/validate-table.ts';
import { chooseSheet } from '#lib/workbook/choose-sheet.ts';
import { readWorkbook } from '#lib/workbook/read-workbook.ts';

/** Milliseconds of each step in a fresh thread, for one workbook, beside SheetJS's bare read of the same bytes. */
export interface Steps {
	sheetjs: number;
	read: number;
	merge: number;
	validate: number;
	ready: number;
}

async function measure(bytes: Uint8Array, catalog: Definition[]): Promise<Steps> {
	let before = performance.now();
	const lap = () => {
		const now = performance.now();
		const taken = now - before;
		before = now;
		return taken;
	};
	XLSX.read(bytes, { dense: true, cellText: false, cellHTML: false, cellFormula: false });
	const sheetjs = lap();

	const workbook = await readWorkbook(bytes, 'bench.xlsx');
	if (!('sheets' in workbook)) throw new Error(workbook.code);
	const read = lap();

	const chosen = chooseSheet(workbook.sheets, catalog);
	if (typeof chosen === 'string') throw new Error(chosen);
	const { columns, rows } = mergeSheets(
		[],
		[
			{
				workbook: 'bench.xlsx',
				sheet: chosen.name,
				columns: chosen.columns,
				definitionId: null,
				lines: chosen.lines
			}
		]
	);
	const merge = lap();

	const rules = compileRules(columns, catalog, { now: Date.now(), timeZone: 'America/Toronto' });
	const validated = rows.map(({ cells, line }) => ({
		cells,
		line,
		excluded: false,
		verdict: validateRow(rules, cells)
	}));
	validateTable(rules, validated);
	const validate = lap();
	return { sheetjs, read, merge, validate, ready: validated.filter((row) => row.verdict.recipient).length };
}

self.onmessage = async ({ data }: MessageEvent<{ bytes: Uint8Array; catalog: Definition[] }>) => {
	self.postMessage(await measure(data.bytes, data.catalog));
};
