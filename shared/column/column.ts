/** What a column of a workbook means. Titles stay as the person wrote them. */
export type Meaning =
	'definition' | 'first-name' | 'last-name' | 'contact' | 'expiration' | 'variable' | 'ignored';

/** A column of a draft. For a variable, `title` is the variable's own title; definitions that share it share the column. */
export interface Column {
	meaning: Meaning;
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
