/** What a column of a workbook means. Titles stay as the person wrote them. */
export type Meaning =
	'definition' | 'first-name' | 'last-name' | 'contact' | 'expiration' | 'variable' | 'ignored';

/** A column of a draft. For a variable, `title` is the variable's own title; definitions that share it share the column. */
export interface Column {
	meaning: Meaning;
	title: string;
}

/**
 * What a column of a sheet means: also both names together, first name first or (`reversed-name`) last name first. They
 * become the draft's two columns.
 */
export type SheetMeaning = Meaning | 'full-name' | 'reversed-name';

/** A column of a sheet that is read into a draft. */
export interface SheetColumn {
	meaning: SheetMeaning;
	title: string;
}

/** The guide's titles, as they stand in row 1 of a template. */
export const GUIDE_TITLES = {
	definition: 'ID',
	'first-name': 'First Name',
	'last-name': 'Last Name',
	contact: 'Contact',
	expiration: 'Expiration Date/Duration'
} as const;
