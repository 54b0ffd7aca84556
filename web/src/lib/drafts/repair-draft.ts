import * as z from 'zod';
import type { Draft } from './draft.ts';

const text = z.string().catch('');
const strings = z.array(z.string()).catch([]);
const count = z.int().nonnegative().catch(0);

const MEANINGS = [
	'definition',
	'first-name',
	'last-name',
	'contact',
	'expiration',
	'variable',
	'ignored'
] as const;
const PAGES = ['windows-1252', 'macintosh', 'dos', 'windows-1250', 'windows-1251'] as const;
const Column = z.object({ meaning: z.enum(MEANINGS), title: text });
const SheetColumn = z.object({ meaning: z.enum([...MEANINGS, 'full-name', 'reversed-name']), title: text });
const yes = z.boolean().catch(false);

const WorkbookColumn = z.object({
	position: count,
	title: text,
	column: SheetColumn,
	asked: yes,
	hidden: yes,
	example: text
});

const Sheet = z.object({
	name: text,
	hidden: yes,
	lines: count,
	alsoList: z.enum(['asked', 'read', 'left-out']).optional().catch(undefined)
});

const Workbook = z.object({
	name: text,
	digest: text,
	sheet: text,
	headerLine: count,
	peopleAbove: count,
	aside: z
		.object({ count, lines: z.array(z.int()) })
		.optional()
		.catch(undefined),
	rowsRead: count,
	definitionId: z.string().nullable().catch(null),
	candidates: strings,
	columns: z.array(WorkbookColumn).catch([]),
	missingVariables: z.array(z.string()).optional().catch(undefined),
	sheets: z.array(Sheet).catch([]),
	hiddenRows: z
		.object({
			count,
			filtered: yes,
			taken: z.boolean().nullable().catch(null),
			sheet: z.literal(true).optional().catch(undefined)
		})
		.nullable()
		.catch(null),
	stale: strings,
	letters: z
		.object({ page: z.enum(PAGES), examples: strings })
		.optional()
		.catch(undefined),
	updated: z.int().nonnegative().optional().catch(undefined),
	cameBack: z
		.object({
			overwritten: count,
			kept: count,
			restored: count,
			deleted: count,
			issued: count,
			issuedChanged: z.int().positive().optional().catch(undefined),
			absent: z.object({ count, keys: strings, excluded: yes }).optional().catch(undefined)
		})
		.optional()
		.catch(undefined)
});

/** Only what has no sensible stand-in must be there. */
const StoredDraft: z.ZodType<Draft> = z.object({
	id: z.string(),
	organisationId: z.string(),
	label: text,
	createdAt: text,
	updatedAt: text,
	columns: z.array(Column),
	workbooks: z.array(Workbook).catch([]),
	dateOrders: z
		.record(z.coerce.number<number>(), z.enum(['day-first', 'month-first', 'year-first']))
		.catch({}),
	rowCount: count,
	removedCount: count,
	batchId: z.string().nullable().catch(null),
	lastBatchId: z.string().optional().catch(undefined)
});

/** Everything read back from IndexedDB passes here: another version of the app, or half a write, may have left it. */
export function repairDraft(stored: unknown): Draft | null {
	const parsed = StoredDraft.safeParse(stored);
	return parsed.success ? parsed.data : null;
}
