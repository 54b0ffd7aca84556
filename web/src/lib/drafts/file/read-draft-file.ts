import { Definition } from '#shared/definition/definition.ts';
import type { Row } from '#shared/row/row.ts';
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS } from '../../workbook/limits.ts';
import { unpackRows } from '../pack-rows.ts';
import { repairDraft } from '../repair-draft.ts';
import {
	FIRST_LINE_BYTES,
	Head,
	MAGIC,
	MAX_FILE_BYTES,
	MAX_HEAD_BYTES,
	VERSION,
	type DraftInFile
} from './draft-file.ts';
import { GzipReader } from './gzip-reader.ts';

export type DraftFileFault = 'draft-damaged' | 'draft-newer' | 'draft-too-large';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What of a draft is not rows: workbooks, their columns and sheets. */
const MAX_DRAFT_CHARACTERS = 4_000_000;
const MAX_LABEL = 200;

/** Reads what `writeDraftFile` wrote; anybody may have changed it since. Never throws for what a file can be. */
export async function readDraftFile(file: Blob): Promise<DraftInFile | DraftFileFault> {
	if (file.size > MAX_FILE_BYTES) return 'draft-too-large';
	const first = new RegExp(`^${MAGIC} (\\d{1,6})\\n`).exec(await file.slice(0, FIRST_LINE_BYTES).text());
	if (!first) return 'draft-damaged';
	if (Number(first[1]) > VERSION) return 'draft-newer';
	const reader = new GzipReader(file.slice(first[0].length), MAX_FILE_BYTES);
	try {
		return await readContent(reader);
	} catch {
		// The gzip is cut or damaged, or goes on for longer than anything Sheaf writes.
		return reader.isOverLimit ? 'draft-too-large' : 'draft-damaged';
	} finally {
		await reader.end();
	}
}

async function readContent(reader: GzipReader): Promise<DraftInFile | DraftFileFault> {
	const length = new DataView((await reader.read(4)).buffer).getUint32(0);
	if (length > MAX_HEAD_BYTES) return 'draft-too-large';
	const parsed = Head.safeParse(
		JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await reader.read(length)))
	);
	if (!parsed.success) return 'draft-damaged';
	const head = parsed.data;
	const draft = repairDraft(head.draft);
	if (!draft || !isWithinBounds(head, draft)) return 'draft-damaged';
	const files: DraftInFile['files'] = [];
	for (const { digest, name, type, size } of head.files) {
		const bytes = await reader.read(size);
		if ((await sha256(bytes)) !== digest) return 'draft-damaged';
		files.push({ digest, file: new File([bytes], name, { type }) });
	}
	// Reads the checksum too: what follows the last workbook is nothing that Sheaf wrote.
	if (!(await reader.isAtEnd())) return 'draft-damaged';
	const rows = readRows(head.rows);
	return {
		organisation: head.organisation,
		savedAt: head.savedAt,
		draft: { ...draft, label: draft.label.slice(0, MAX_LABEL) },
		rows,
		lostRows: Math.max(head.rows.keys.length, Math.min(draft.rowCount, MAX_ROWS)) - rows.length,
		definitions: head.definitions.flatMap((each) => {
			const definition = Definition.safeParse(each);
			return definition.success ? [definition.data] : [];
		}),
		files
	};
}

function isWithinBounds({ draft: stored, rows }: Head, draft: { columns: unknown[] }): boolean {
	const { keys, credentialIds, lines, flags, cells } = rows;
	const lengths = [credentialIds, lines, flags, cells].map(({ length }) => length);
	return (
		lengths.every((length) => length === keys.length) &&
		draft.columns.length <= MAX_COLUMNS &&
		JSON.stringify(stored).length <= MAX_DRAFT_CHARACTERS
	);
}

/** A row whose keys are no ids, or somebody else's in the same file, could become another's credential: it is lost, and told. */
function readRows({ lines, flags, ...packed }: Head['rows']): Row[] {
	const seen = new Set<string>();
	const unpacked = unpackRows({ ...packed, lines: Int32Array.from(lines), flags: Uint8Array.from(flags) });
	return unpacked.filter((row): row is Row => {
		if (!row || !UUID.test(row.key) || !UUID.test(row.credentialId)) return false;
		if (seen.has(row.key) || seen.has(row.credentialId)) return false;
		if (row.cells.length > MAX_COLUMNS || row.cells.some(isTooLong)) return false;
		seen.add(row.key).add(row.credentialId);
		return true;
	});
}

function isTooLong(cell: Row['cells'][number]): boolean {
	const text = typeof cell === 'string' ? cell : 'text' in cell ? cell.text : 'date' in cell ? cell.date : '';
	return text.length > MAX_CELL_CHARACTERS;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
