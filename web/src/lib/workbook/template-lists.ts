import type { writeXlsx } from 'hucre/xlsx';
import { columnLetters } from './column-letters.ts';
import type { TemplateColumn } from './template-columns.ts';

export type WriteSheet = Parameters<typeof writeXlsx>[0]['sheets'][number];
type DropDown = NonNullable<WriteSheet['dataValidations']>[number];

/** The last row with a drop-down. Never a whole column: some readers would then expand a million rows. */
export const LAST_LISTED_ROW = 2001;
/** Excel takes choices, and a hint at a cell, as a text up to here; longer choices stand in a sheet of their own. */
const LONGEST_LIST = 255;
export const CHOICES = 'Choices';

/** Where the choices of a column stand, if not in the drop-down itself. */
export interface ListPlace {
	sheet: string;
	column: number;
	firstLine: number;
	length: number;
}

/** A drop-down over a column's rows. Where there is a hint, it is shown as long as a cell of the column is chosen. */
export function dropDown(column: number, list: string[] | ListPlace, hint = ''): DropDown {
	const letters = columnLetters(column);
	return {
		type: 'list',
		formula1: Array.isArray(list) ? `"${list.join(',')}"` : rangeOf(list),
		range: `${letters}2:${letters}${LAST_LISTED_ROW}`,
		allowBlank: true,
		// Offers, and never refuses: names and aliases are understood too, and Sheaf tells better what is wrong.
		showErrorMessage: false,
		...(hint === '' || hint.length > LONGEST_LIST ? {} : { showInputMessage: true, inputMessage: hint })
	};
}

function rangeOf({ sheet, column, firstLine, length }: ListPlace): string {
	const letters = columnLetters(column);
	const name = `'${sheet.replaceAll("'", "''")}'`;
	return `${name}!$${letters}$${firstLine}:$${letters}$${firstLine + length - 1}`;
}

/** A list inside the formula is cut at its commas and has no way to write a quote. */
export function fitsInline(choices: string[]): boolean {
	return choices.join(',').length <= LONGEST_LIST && !choices.some((choice) => /[,"]/.test(choice));
}

/** Each list in a column of its own. */
export function choicesSheet(lists: TemplateColumn[]): WriteSheet {
	const height = Math.max(...lists.map(({ choices }) => choices.length));
	const rows = Array.from({ length: height }, (_, r) => lists.map(({ choices }) => choices[r] ?? null));
	return { name: CHOICES, columns: lists.map(() => ({ numFmt: '@' })), rows, hidden: true };
}
