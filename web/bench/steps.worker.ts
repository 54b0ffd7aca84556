import * as XLSX from 'xlsx';
import type { Definition } from '#shared/definition/definition.ts';
import { mergeSheets } from '#shared/merge/merge.ts';
import type { Row } from '#shared/row/row.ts';
import { compileRules } from '#shared/validate/compile-rules.ts';
import { indexTable } from '#shared/validate/index-table.ts';
import { validateRow } from '#shared/validate/validate-row.ts';
import { applyChange } from '#lib/thread/change.ts';
import { recheckRows } from '#lib/thread/check-rows.ts';
import { makeState } from '#lib/thread/draft-state.ts';
import { viewDraft } from '#lib/thread/draft-view.ts';
import { changeCell } from '#lib/thread/make-changes.ts';
import { chooseSheet } from '#lib/workbook/choose-sheet.ts';
import { readWorkbook } from '#lib/workbook/read-workbook.ts';
import { writeTemplate } from '#lib/workbook/template.ts';
import { median } from './figure.ts';

/** Milliseconds of each step in a fresh thread, for one workbook, beside SheetJS's bare read of the same bytes. */
export interface Steps {
	sheetjs: number;
	read: number;
	merge: number;
	validate: number;
	revalidate: number;
	template: number;
	ready: number;
}

export interface Asked {
	bytes: Uint8Array;
	catalog: Definition[];
	/** Only SheetJS's bare read, for a peer of what the whole app does. */
	bare: boolean;
}

const SETTINGS = { now: Date.now(), timeZone: 'America/Toronto' };
const EDITS = 30;
const TEMPLATES = 5;

function startLaps() {
	let before = performance.now();
	return () => {
		const now = performance.now();
		const taken = now - before;
		before = now;
		return taken;
	};
}

function readBare(bytes: Uint8Array): void {
	XLSX.read(bytes, { dense: true, cellText: false, cellHTML: false, cellFormula: false });
}

async function measure({ bytes, catalog, bare }: Asked): Promise<Steps> {
	const lap = startLaps();
	readBare(bytes);
	const sheetjs = lap();
	const none = { read: 0, merge: 0, validate: 0, revalidate: 0, template: 0, ready: 0 };
	if (bare) return { sheetjs, ...none };

	const workbook = await readWorkbook(bytes, 'bench.xlsx');
	if (!('sheets' in workbook)) throw new Error(workbook.code);
	const read = lap();

	const chosen = chooseSheet(workbook.sheets, catalog);
	if (typeof chosen === 'string') throw new Error(chosen);
	const sheet = {
		workbook: 'bench.xlsx',
		sheet: chosen.name,
		columns: chosen.columns,
		definitionId: null,
		lines: chosen.lines
	};
	const { columns, rows } = mergeSheets([], [sheet]);
	const merge = lap();

	const rules = compileRules(columns, catalog, SETTINGS);
	const judged = rows.map(({ cells, line }) => ({
		cells,
		line,
		excluded: false,
		verdict: validateRow(rules, cells)
	}));
	indexTable(rules, judged, SETTINGS);
	const validate = lap();
	const ready = judged.filter((row) => row.verdict.recipient).length;
	const revalidate = measureEdits({ columns, rows }, catalog);
	return { sheetjs, read, merge, validate, revalidate, ready, template: await measureTemplate(catalog) };
}

/** One edit after the other, each up to what the page is told. */
function measureEdits({ columns, rows }: ReturnType<typeof mergeSheets>, catalog: Definition[]): number {
	const draft = {
		...{ id: '', organisationId: '', label: '', createdAt: '', updatedAt: '', columns },
		...{ workbooks: [], dateOrders: {}, rowCount: rows.length, removedCount: 0, batchId: null }
	};
	const held = rows.map(({ cells }, i): Row => ({
		key: `k${i}`,
		credentialId: `c${i}`,
		source: null,
		cells
	}));
	const against = { catalog, settings: SETTINGS, history: new Map() };
	const state = makeState(
		{ draft, rows: held, edited: new Set(), isStored: true, lostRows: 0 },
		against,
		() => {}
	);
	const contact = columns.findIndex(({ meaning }) => meaning === 'contact');
	const runs: number[] = [];
	for (let i = 0; i < EDITS; i++) {
		const key = `k${Math.floor((i * rows.length) / EDITS)}`;
		const change = changeCell(state, key, { column: contact, text: `edited-${i}@school.example` })!;
		const lap = startLaps();
		const after = applyChange(state.draft, state.rows, change);
		Object.assign(state, recheckRows(state, after, state), { rows: after.rows });
		viewDraft(state);
		runs.push(lap());
	}
	return median(runs);
}

async function measureTemplate(catalog: Definition[]): Promise<number> {
	const runs: number[] = [];
	for (let i = 0; i < TEMPLATES; i++) {
		const lap = startLaps();
		await writeTemplate(catalog);
		runs.push(lap());
	}
	return median(runs);
}

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
	self.postMessage(await measure(data));
};
