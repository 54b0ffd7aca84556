import { writeXlsx } from 'hucre/xlsx';
import type { Definition } from '#shared/definition/definition.ts';
import { styleWholeColumns } from './column-style.ts';
import { noteBoxes } from './note-boxes.ts';
import { partsOfZip } from './parts-of-zip.ts';
import { REMEMBERED_PROPERTY, writeRemembered } from './remembered.ts';
import { writeStoredZip } from './stored-zip.ts';
import { templateColumns, type TemplateColumn } from './template-columns.ts';
import { greyRules } from './template-greys.ts';
import { CHOICES, choicesSheet, dropDown, fitsInline, type WriteSheet } from './template-lists.ts';
import { GUIDE_WORDS, type TemplateWords } from './template-words.ts';

const LONGEST_SHEET_NAME = 31;
const TEXT = '@';
const HEADER = {
	font: { name: 'Calibri', size: 11, bold: true, color: { rgb: '1E5B43' } },
	fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E6EFEA' } },
	numFmt: TEXT
} as const;

/**
 * Bytes of an xlsx with only the titles in row 1: one definition as the guide has it, several with ID first and a second
 * sheet that lists them. The workbook remembers the definitions, so that one that is dropped in knows its own.
 */
export async function writeTemplate(
	definitions: Definition[],
	words: TemplateWords = GUIDE_WORDS
): Promise<Uint8Array> {
	const columns = templateColumns(definitions, [words.yes, words.no]);
	const isCombined = definitions.length > 1;
	const lists = columns.filter((column) => column.choices.length > 0 && !fitsInline(column.choices));
	const main = mainSheet(columns, words);
	main.name = sheetName(isCombined ? words.recipients : definitions[0]!.name, words);
	const downs = columns.flatMap((column, i) => {
		if (column.meaning === 'definition') {
			const place = { sheet: words.credentials, column: 0, firstLine: 2, length: definitions.length };
			return [dropDown(i, place, definitions.map(({ id, name }) => `${id} ${name}`).join('\n'))];
		}
		if (column.choices.length === 0) return [];
		if (!lists.includes(column)) return [dropDown(i, column.choices)];
		const place = {
			sheet: CHOICES,
			column: lists.indexOf(column),
			firstLine: 1,
			length: column.choices.length
		};
		return [dropDown(i, place)];
	});
	if (downs.length > 0) main.dataValidations = downs;
	if (isCombined) main.conditionalRules = greyRules(columns, definitions);
	const sheets = [main];
	if (isCombined) sheets.push(credentialsSheet(definitions, words));
	if (lists.length > 0) sheets.push(choicesSheet(lists));
	const bytes = await writeXlsx({
		sheets,
		properties: { creator: 'Sheaf', custom: { [REMEMBERED_PROPERTY]: writeRemembered(definitions) } }
	});
	return finish(bytes, columns, words);
}

/** Row 2 carries nothing but the columns' styles, for `styleWholeColumns` to take up. */
function mainSheet(columns: TemplateColumn[], { notes }: TemplateWords): WriteSheet {
	const cells: NonNullable<WriteSheet['cells']> = new Map();
	for (const [i, column] of columns.entries()) {
		const text = notes[i];
		const note = text ? { comment: { text, author: 'Sheaf' } } : {};
		cells.set(`0,${i}`, { value: column.title, style: HEADER, ...note });
		if (column.isText) cells.set(`1,${i}`, { value: null, style: { numFmt: TEXT } });
	}
	return { name: '', columns: columns.map(({ width }) => ({ width })), cells, freezePane: { rows: 1 } };
}

function credentialsSheet(definitions: Definition[], { credentials, listed }: TemplateWords): WriteSheet {
	const titles = [listed.id, listed.name, listed.variables];
	const rows = definitions.map(({ id, name, variables }) => {
		return [id, name, variables.map(({ title }) => title).join(', ')];
	});
	return {
		name: credentials,
		columns: [14, 36, 60].map((width) => ({ width, numFmt: TEXT })),
		rows: [titles, ...rows],
		cells: new Map(titles.map((value, i) => [`0,${i}`, { value, style: HEADER }])),
		freezePane: { rows: 1 }
	};
}

/** What hucre cannot write: styles of columns, notes with line breaks, and boxes that they fit into. */
async function finish(
	bytes: Uint8Array,
	columns: TemplateColumn[],
	{ notes }: TemplateWords
): Promise<Uint8Array> {
	const parts = await partsOfZip(bytes);
	const change = (name: string, make: (xml: string) => string) => {
		const part = parts.get(name);
		if (part) parts.set(name, new TextEncoder().encode(make(new TextDecoder().decode(part))));
	};
	const boxes = notes.flatMap((text, column) => (text && column < columns.length ? [{ column, text }] : []));
	const widths = columns.map(({ width }) => width);
	change('xl/worksheets/sheet1.xml', styleWholeColumns);
	change('xl/comments1.xml', (xml) => xml.replaceAll('<t>', '<t xml:space="preserve">'));
	change('xl/drawings/vmlDrawing1.vml', () => noteBoxes(boxes, widths));
	return writeStoredZip(parts);
}

/** Excel's rules for a sheet's name, which must also be none of the others'. */
function sheetName(name: string, words: TemplateWords): string {
	const allowed = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '');
	const cut = allowed
		.slice(0, LONGEST_SHEET_NAME)
		.replace(/[\uD800-\uDBFF]$/, '')
		.replace(/'+$/, '')
		.trim();
	const taken = ['history', CHOICES, words.credentials].map((one) => one.toLowerCase());
	return cut === '' || taken.includes(cut.toLowerCase()) ? words.recipients : cut;
}
