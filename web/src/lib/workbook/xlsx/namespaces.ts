const MAIN = [
	'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
	'http://purl.oclc.org/ooxml/spreadsheetml/main'
];

/** SpreadsheetML as Excel writes it, or in its strict form. */
export function isMainNamespace(uri: string | undefined): boolean {
	return uri !== undefined && MAIN.includes(uri);
}
