import * as z from 'zod';
import type { Cell } from '#shared/row/cell.ts';
import type { Row, Source } from '#shared/row/row.ts';
import type { Draft } from './draft.ts';

const text = z.string().catch('');
const strings = z.array(z.string()).catch([]);
const count = z.int().nonnegative().catch(0);

const Workbook = z.object({
	name: text,
	digest: text,
	sheet: text,
	headerLine: count,
	rowsRead: count,
	definitionId: z.string().nullable().catch(null),
	candidates: strings,
	ignored: strings
});

/** Only what has no sensible stand-in must be there. */
const StoredDraft: z.ZodType<Draft> = z.object({
	id: z.string(),
	organisationId: z.string(),
	label: text,
	createdAt: text,
	updatedAt: text,
	columns: z.array(
		z.object({
			meaning: z.enum([
				'definition',
				'first-name',
				'last-name',
				'contact',
				'expiration',
				'variable',
				'ignored'
			]),
			title: text
		})
	),
	workbooks: z.array(Workbook).catch([]),
	dateOrders: z.record(z.coerce.number<number>(), z.enum(['day-first', 'month-first'])).catch({}),
	rowCount: count,
	batchId: z.string().nullable().catch(null)
});

/** Everything read back from IndexedDB passes here: another version of the app, or half a write, may have left it. */
export function repairDraft(stored: unknown): Draft | null {
	const parsed = StoredDraft.safeParse(stored);
	return parsed.success ? parsed.data : null;
}

/** null for a row without its keys: it could become a credential under another identity. Written by hand, for a million cells. */
export function repairRow(stored: unknown): Row | null {
	if (!isObject(stored) || !Array.isArray(stored.cells)) return null;
	const { key, credentialId, cells } = stored;
	if (typeof key !== 'string' || key === '' || typeof credentialId !== 'string' || credentialId === '')
		return null;
	return {
		key,
		credentialId,
		source: repairSource(stored.source),
		cells: cells.map(repairCell),
		...(stored.excluded === true ? { excluded: true as const } : {})
	};
}

/** What is no cell becomes a blank one, which validation then asks for. */
export function repairCell(stored: unknown): Cell {
	if (typeof stored === 'string') return stored;
	if (!isObject(stored)) return '';
	const { kind, text, value, date } = stored;
	if (kind === 'number' && typeof value === 'number' && typeof text === 'string')
		return stored as unknown as Cell;
	if (kind === 'date' && typeof date === 'string') return { kind, date };
	if (kind === 'boolean' && typeof value === 'boolean') return { kind, value };
	if (kind === 'error' && typeof text === 'string') return { kind, text };
	return '';
}

function repairSource(stored: unknown): Source | null {
	if (!isObject(stored)) return null;
	const { workbook, sheet, line } = stored;
	const isSource = typeof workbook === 'string' && typeof sheet === 'string' && typeof line === 'number';
	return isSource ? { workbook, sheet, line } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
