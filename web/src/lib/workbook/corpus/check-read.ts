import type { Cell } from '#shared/row/cell.ts';
import type { WorkbookRefusal } from '../../drafts/draft.ts';
import { MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS } from '../limits.ts';
import type { Sheet, WorkbookRead } from '../workbook-read.ts';

/** What a reader may answer of bytes alone. */
const CODES: ReadonlySet<string> = new Set<WorkbookRefusal['code']>([
	'not-a-workbook',
	'document',
	'html',
	'lock-file',
	'pdf',
	'picture',
	'old-workbook',
	'xml-workbook',
	'sylk',
	'json',
	'archive',
	'database',
	'vcard',
	'calendar',
	'mail',
	'numbers',
	'unknown-letters',
	'encrypted',
	'damaged',
	'empty',
	'too-large',
	'too-many-rows',
	'too-many-columns',
	'cell-too-long'
]);
const LAST_LINE = 1_048_576;

/** What is wrong with an answer of the reader, whatever the workbook; null where it keeps what it declares. */
export function checkAnswer(answer: WorkbookRead | WorkbookRefusal, name: string): string | null {
	if ('code' in answer) {
		if (!CODES.has(answer.code)) return `unknown code ${answer.code}`;
		return answer.name === name ? null : `refusal without its name`;
	}
	if (answer.sheets.every(({ lines }) => lines.length === 0)) return 'read, though nothing is in it';
	for (const sheet of answer.sheets) {
		const wrong = checkSheet(sheet);
		if (wrong !== null) return wrong;
	}
	return null;
}

function checkSheet({ name, lines, hiddenColumns, merges }: Sheet): string | null {
	if (typeof name !== 'string') return 'a sheet without a name';
	if (lines.length > MAX_ROWS + 1) return `${lines.length} lines`;
	let before = 0;
	for (const { line, cells } of lines) {
		if (!Number.isInteger(line) || line <= before || line > LAST_LINE) return `line ${line} behind ${before}`;
		before = line;
		if (cells.length > MAX_COLUMNS) return `${cells.length} cells in line ${line}`;
		for (const cell of cells) if (!isCell(cell)) return `a cell in line ${line} is ${JSON.stringify(cell)}`;
	}
	if (hiddenColumns.some((column, i) => !(column > (hiddenColumns[i - 1] ?? -1))))
		return `hidden columns ${hiddenColumns.join()}`;
	const merge = merges.find(
		(m) => !(m.fromLine <= m.toLine && m.fromColumn <= m.toColumn && m.fromLine > 0 && m.fromColumn >= 0)
	);
	return merge ? `merge ${JSON.stringify(merge)}` : null;
}

function isCell(cell: Cell | undefined): boolean {
	if (typeof cell === 'string') return cell.length <= MAX_CELL_CHARACTERS;
	switch (cell?.kind) {
		case 'number':
			return Number.isFinite(cell.value) && cell.text !== '';
		case 'date':
			return /^\d{4}-\d{2}-\d{2}$/.test(cell.date) && !Number.isNaN(Date.parse(cell.date));
		case 'boolean':
			return typeof cell.value === 'boolean';
		case 'error':
			return cell.text !== '';
		default:
			return false;
	}
}
