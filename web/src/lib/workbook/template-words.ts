/** The words of a template in the person's language. The titles of the first sheet are the guide's, and no words of these. */
export interface TemplateWords {
	/** What goes into each column, in the order of `templateColumns`; shown at its title. A blank one is left out. */
	notes: string[];
	yes: string;
	no: string;
	/** Names of the sheets: that of the recipients where there are several definitions, and the list of these. */
	recipients: string;
	credentials: string;
	/** The titles of the list of definitions. */
	listed: { id: string; name: string; variables: string };
}

/** The guide's language, without notes. */
export const GUIDE_WORDS: TemplateWords = {
	notes: [],
	yes: 'Yes',
	no: 'No',
	recipients: 'Recipients',
	credentials: 'Credentials',
	listed: { id: 'ID', name: 'Credential', variables: 'Variables' }
};
