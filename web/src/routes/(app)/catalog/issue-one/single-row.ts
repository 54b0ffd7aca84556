import { GUIDE_TITLES, type Column } from '#shared/column/column.ts';
import type { CatalogEntry } from '#shared/contract/catalog.ts';

/** What is written in the form of "Issue One": the texts of one row. */
export interface SingleRow {
	firstName: string;
	lastName: string;
	contact: string;
	expiration: string;
	/** In the order of the definition's variables. */
	values: string[];
}

export function emptyRow(entry: CatalogEntry): SingleRow {
	return {
		firstName: '',
		lastName: '',
		contact: '',
		expiration: '',
		values: entry.variables.map(() => '')
	};
}

/** The columns of a template for the definition alone, with its ID before them. */
export function columnsOf(entry: CatalogEntry): Column[] {
	return [
		...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
		...entry.variables.map(({ title }): Column => ({ meaning: 'variable', title }))
	];
}

/** Where the form's lines stand among `columnsOf`. */
export const PLACES = { firstName: 1, lastName: 2, contact: 3, expiration: 4, values: 5 } as const;

export function cellsOf(entry: CatalogEntry, row: SingleRow): string[] {
	return [entry.id, row.firstName, row.lastName, row.contact, row.expiration, ...row.values];
}
