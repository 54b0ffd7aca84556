import { writeXlsx } from 'hucre/xlsx';
import type { Definition } from '#shared/definition/definition.ts';
import { styleWholeColumns } from './column-style.ts';
import { columnLetters } from './column-letters.ts';
import { REMEMBERED_PROPERTY, writeRemembered } from './remembered.ts';
import { templateColumns, type TemplateColumn } from './template-columns.ts';

/** What a note at a title says to the person who fills the template in; the words come from the page. */
export type TemplateNotes = Partial<Record<TemplateColumn['meaning'], string>>;

type WriteSheet = Parameters<typeof writeXlsx>[0]['sheets'][number];

/** Rows with a drop-down. Never a whole column: some readers would then expand a million rows. */
const CHOICE_ROWS = 2000;
/** Excel takes choices as a text up to here; longer ones stand in a sheet of their own. */
const LONGEST_LIST = 255;
const LONGEST_SHEET_NAME = 31;
const CREDENTIALS = 'Credentials';
const CHOICES = 'Choices';
const HEADER_FONT = { name: 'Calibri', size: 11, bold: true };

/**
 * Bytes of an xlsx with only the titles in row 1: one definition as the guide has it, several with ID first and a second
 * sheet that lists them. The workbook remembers the definitions, so that one that is dropped in knows its own.
 */
export async function writeTemplate(
	definitions: Definition[],
	notes: TemplateNotes = {}
): Promise<Uint8Array> {
	const columns = templateColumns(definitions);
	const isCombined = definitions.length > 1;
	const lists = columns.filter((column) => column.choices.length > 0 && !fitsInline(column.choices));
	const sheets: WriteSheet[] = [mainSheet(isCombined ? 'Recipients' : definitions[0]!.name, columns, notes)];
	const validations = columns.flatMap((column, i) => {
		if (column.meaning === 'definition')
			return [dropDown(i, listRange(CREDENTIALS, 0, definitions.length, 2))];
		if (column.choices.length === 0) return [];
		const list = lists.indexOf(column);
		if (list === -1) return [dropDown(i, `"${column.choices.join(',')}"`)];
		return [dropDown(i, listRange(CHOICES, list, column.choices.length, 1))];
	});
	if (validations.length > 0) sheets[0]!.dataValidations = validations;
	if (isCombined) sheets.push(credentialsSheet(definitions));
	if (lists.length > 0) sheets.push(choicesSheet(lists));
	const bytes = await writeXlsx({
		sheets,
		properties: { creator: 'Sheaf', custom: { [REMEMBERED_PROPERTY]: writeRemembered(definitions) } }
	});
	return styleWholeColumns(bytes);
}

/** Row 2 carries nothing but the columns' styles, for `styleWholeColumns` to take up. */
function mainSheet(name: string, columns: TemplateColumn[], notes: TemplateNotes): WriteSheet {
	const cells: NonNullable<WriteSheet['cells']> = new Map();
	for (const [i, column] of columns.entries()) {
		const note = notes[column.meaning];
		cells.set(`0,${i}`, {
			value: column.title,
			style: { font: HEADER_FONT, numFmt: '@' },
			...(note ? { comment: { text: note, author: 'Sheaf' } } : {})
		});
		if (column.isText) cells.set(`1,${i}`, { value: null, style: { numFmt: '@' } });
	}
	return {
		name: sheetName(name),
		columns: columns.map(({ width }) => ({ width })),
		cells,
		freezePane: { rows: 1 }
	};
}

function credentialsSheet(definitions: Definition[]): WriteSheet {
	const rows = definitions.map(({ id, name, variables }) => [
		id,
		name,
		variables.map(({ title }) => title).join(', ')
	]);
	return {
		name: CREDENTIALS,
		columns: [{ width: 14 }, { width: 36 }, { width: 60 }],
		rows: [['ID', 'Credential', 'Variables'], ...rows],
		freezePane: { rows: 1 }
	};
}

/** Each list in a column of its own. */
function choicesSheet(lists: TemplateColumn[]): WriteSheet {
	const height = Math.max(...lists.map(({ choices }) => choices.length));
	const rows = Array.from({ length: height }, (_, r) => lists.map(({ choices }) => choices[r] ?? null));
	return { name: CHOICES, rows, hidden: true };
}

function dropDown(column: number, formula1: string) {
	const letters = columnLetters(column);
	return {
		type: 'list' as const,
		formula1,
		range: `${letters}2:${letters}${CHOICE_ROWS + 1}`,
		allowBlank: true,
		// Offers, and never refuses: names and aliases are understood too, and Sheaf tells better what is wrong.
		showErrorMessage: false
	};
}

function listRange(sheet: string, column: number, length: number, firstLine: number): string {
	const letters = columnLetters(column);
	return `${sheet}!$${letters}$${firstLine}:$${letters}$${firstLine + length - 1}`;
}

/** A list inside the formula is cut at its commas and has no way to write a quote. */
function fitsInline(choices: string[]): boolean {
	return choices.join(',').length <= LONGEST_LIST && !choices.some((choice) => /[,"]/.test(choice));
}

/** Excel's rules for a sheet's name. */
function sheetName(name: string): string {
	const allowed = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '');
	const cut = allowed
		.slice(0, LONGEST_SHEET_NAME)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trim();
	return cut === '' || /^(?:history|choices|credentials)$/i.test(cut) ? 'Recipients' : cut;
}
