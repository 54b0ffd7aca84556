import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import * as xlsx from 'xlsx';
import judged from '../fixtures/in-a-hurry.findings.json' with { type: 'json' };
import { GUIDE_TITLES, type Column } from '../column/column.ts';
import { findHeader } from '../column/match-columns.ts';
import { likelyDefinitions, tellDefinition } from '../column/likely-definitions.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { mergeSheets } from '../merge/merge.ts';
import type { ReadSheet } from '../merge/read-sheet.ts';
import type { Cell } from '../row/cell.ts';
import { isBlankRow } from '../row/is-blank.ts';
import type { CellIssue } from './cell-issue.ts';
import { columnDateOrders } from './column-date-orders.ts';
import { compileRules } from './compile-rules.ts';
import { validateRow } from './validate-row.ts';
import { validateTable } from './validate-table.ts';

const definitions = DEMO_CATALOG;
const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };

/** Only what the fixtures hold; the workbook thread has the real reader. */
function toCell(cell: xlsx.CellObject | undefined): Cell {
	if (!cell || cell.v === undefined) return '';
	if (cell.t === 'e') return { kind: 'error', text: cell.w ?? '#N/A' };
	if (cell.t === 'b') return { kind: 'boolean', value: Boolean(cell.v) };
	if (cell.t !== 'n') return String(cell.v);
	const value = Number(cell.v);
	const format = String(cell.z ?? 'General');
	if (format === 'yyyy-mm-dd') return { kind: 'date', date: xlsx.SSF.format(format, value) };
	const text = xlsx.SSF.format(format, value);
	return format.endsWith('%')
		? { kind: 'number', value, text, percent: true }
		: { kind: 'number', value, text };
}

async function readSheet(name: string, sheet?: string): Promise<ReadSheet> {
	const bytes = await readFile(new URL(`../fixtures/${name}`, import.meta.url));
	const workbook = xlsx.read(bytes, { dense: true, cellNF: true, cellText: true });
	const sheetName = sheet ?? workbook.SheetNames[0]!;
	const data = workbook.Sheets[sheetName]!['!data']!;
	const lines = Array.from(data, (line) => Array.from(line ?? [], toCell));
	const header = findHeader(lines, definitions);
	if (!header) throw new Error('no header');
	const rows = lines.slice(header.index + 1).map((cells, i) => ({ line: header.index + 2 + i, cells }));
	return { workbook: name, sheet: sheetName, columns: header.columns, definitionId: null, lines: rows };
}

function judge(columns: Column[], rows: { line: number; cells: Cell[] }[]) {
	const dateOrders = columnDateOrders(columns, definitions, rows);
	const rules = compileRules(columns, definitions, { ...settings, dateOrders });
	const verdicts = rows.map((row) => ({ ...row, excluded: false, verdict: validateRow(rules, row.cells) }));
	const table = validateTable(rules, verdicts);
	return verdicts.map((row, index) => ({
		line: row.line,
		recipient: row.verdict.recipient,
		issues: [...row.verdict.issues, ...(table.get(index) ?? [])]
	}));
}

function nameColumn(columns: Column[], { column }: CellIssue): string {
	if (column === -1) return 'row';
	const { meaning, title } = columns[column]!;
	return meaning === 'variable' || meaning === 'ignored' ? title : GUIDE_TITLES[meaning];
}

describe('in-a-hurry.xlsx', async () => {
	const { columns: read, lines } = await readSheet('in-a-hurry.xlsx', 'Cohort');
	// It has no column of whole names, so its columns are the draft's.
	const columns = read as Column[];
	const rows = judge(
		columns,
		lines.filter(({ cells }) => !isBlankRow(cells))
	);
	const found = rows.flatMap(({ line, issues }) => issues.map((issue) => ({ line, issue })));
	const at = (line: number) => found.find((finding) => finding.line === line)!.issue;

	it('finds every finding and nothing more', () => {
		expect(
			found.map(({ line, issue }) => ({ row: line, column: nameColumn(columns, issue), level: issue.level }))
		).toEqual(judged.findings.map(({ row, column, level }) => ({ row, column, level })));
	});

	it('makes a recipient of every row without an error', () => {
		const errors = judged.findings.filter(({ level }) => level === 'error').map(({ row }) => row);
		expect(rows.filter(({ recipient }) => recipient === null).map(({ line }) => line)).toEqual(errors);
		expect(rows).toHaveLength(47);
	});

	it.each([
		[9, 'definition-unknown', ['First Aid Level 2']],
		[10, 'definition-missing', []],
		[11, 'definition-unknown', ['First Aid Level 2']],
		[13, 'first-name-missing', []],
		[14, 'last-name-missing', []],
		[15, 'contact-missing', []],
		[16, 'contact-typo', ['typo@gmail.com']],
		[17, 'contact-typo', ['typo@example.com']],
		[18, 'contact-invalid', []],
		[19, 'contact-several', ['one@example.com', 'two@example.com']],
		[21, 'expiration-ambiguous', ['2028-04-03', '2028-03-04']],
		[22, 'expiration-past', []],
		[23, 'expiration-year-only', ['2028-12-31']],
		[24, 'expiration-two-digit-year', ['2028-12-31']],
		[26, 'expiration-unreadable', []],
		[27, 'number-too-high', []],
		[28, 'number-percent', ['85', '0.85']],
		[29, 'number-invalid', []],
		[30, 'value-missing', []],
		[31, 'value-error', []],
		[33, 'pattern-mismatch', ['0041237']],
		[35, 'value-missing', []],
		[36, 'choice-unknown', []],
		[37, 'value-ignored', []],
		[38, 'number-decimal-comma', ['1.5']],
		[41, 'date-from-number', ['2015-09-01']],
		[43, 'row-identical', []],
		[45, 'row-repeated', []],
		[49, 'looks-like-formula', []],
		[51, 'name-too-long', []]
	])('row %i: %s %j', (line, code, fixes) => {
		expect(at(line)).toMatchObject({ code, fixes });
	});

	it('names what the message needs', () => {
		expect(at(9).params).toMatchObject({ value: 'D3V2-QMHB', nearest: 'First Aid Level 2' });
		expect(at(21).params).toMatchObject({ dayFirst: '2028-04-03', monthFirst: '2028-03-04' });
		expect(at(27).params).toMatchObject({ value: '101', limit: 100, variable: 'Score' });
		expect(at(31).params).toMatchObject({ value: '#N/A' });
		expect(at(36).params).toMatchObject({ value: 'VI', choices: 'I, II, III, IV, V' });
		expect(at(37).params).toMatchObject({ definition: 'Forklift Operator', variable: 'Score' });
		expect(at(43).params).toMatchObject({ line: 42 });
		expect(at(45).params).toMatchObject({ line: 44 });
	});

	it('puts right silently what needs no question', () => {
		const by = (line: number) => rows.find((row) => row.line === line)!.recipient!;
		expect(by(5)).toMatchObject({ definitionId: 'D3V2-QMHQ', contact: 'wei.li@example.com' });
		expect(by(6)).toMatchObject({
			contact: 'KIM@example.com',
			expiration: { kind: 'duration', duration: 'P18M' }
		});
		expect(by(7).expiration).toEqual({ kind: 'never' });
		expect(by(8)).toMatchObject({
			definitionId: 'D3V2-QMHQ',
			expiration: { kind: 'duration', duration: 'P3Y' }
		});
		expect(by(20).contact).toBe('link@example.com');
		expect(by(25).expiration).toEqual({ kind: 'date', date: '2028-12-31' });
		expect(by(28).values[0]).toBe('85');
		expect(by(32).values).toEqual(['0041237', 'II']);
		expect(by(34).values).toEqual(['0041238', 'II']);
		expect(by(38).values).toEqual(['1.5', '', 'yes']);
		expect(by(41).values[0]).toBe('2015-09-01');
	});
});

describe('the guide’s workbooks', () => {
	it('gives 43 ready rows of two filled templates', async () => {
		const firstAid = await readSheet('first-aid-filled.xlsx');
		const forklift = await readSheet('forklift-filled.xlsx');
		expect(tellDefinition(firstAid.columns, definitions)).toBeNull();
		const [likeliest] = likelyDefinitions(firstAid.columns, definitions);
		const told = tellDefinition(forklift.columns, definitions);
		expect([likeliest?.name, told?.name]).toEqual(['First Aid Level 2', 'Forklift Operator']);
		const { columns, rows } = mergeSheets(
			[],
			[
				{ ...firstAid, definitionId: likeliest!.id },
				{ ...forklift, definitionId: told!.id }
			]
		);
		expect(columns.map(({ title }) => title)).toEqual([
			...Object.values(GUIDE_TITLES),
			'Score',
			'Certificate Number',
			'Class'
		]);
		const results = judge(columns, rows);
		expect(results.flatMap(({ issues }) => issues)).toEqual([]);
		expect(results.filter(({ recipient }) => recipient !== null)).toHaveLength(43);
	});

	it('gives the same 43 recipients of the workbook merged by hand', async () => {
		const byHand = await readSheet('merged-by-hand.xlsx');
		const firstAid = { ...(await readSheet('first-aid-filled.xlsx')), definitionId: 'D3V2-QMHQ' };
		const forklift = { ...(await readSheet('forklift-filled.xlsx')), definitionId: 'MN29-GXDJ' };
		const recipientsOf = (sheets: ReadSheet[]) => {
			const { columns, rows } = mergeSheets([], sheets);
			return judge(columns, rows).map(({ recipient, issues }) => ({ recipient, issues }));
		};
		expect(recipientsOf([byHand])).toEqual(recipientsOf([firstAid, forklift]));
		expect(recipientsOf([byHand])).toHaveLength(43);
	});
});
