/** What a ZIP is that is no plain xlsx: Office packages say it in their content types, OpenDocument in its first entry. */
export function packageKind(
	textOf: (part: string) => string
): 'workbook' | 'encrypted' | 'document' | 'not-a-workbook' {
	const mimetype = textOf('mimetype');
	if (mimetype.startsWith('application/vnd.oasis.opendocument.')) {
		if (textOf('META-INF/manifest.xml').includes('encryption-data')) return 'encrypted';
		return mimetype.includes('.spreadsheet') ? 'workbook' : 'document';
	}
	const types = textOf('[Content_Types].xml');
	if (/spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\./i.test(types))
		return 'workbook';
	return /wordprocessingml|presentationml|ms-word|ms-powerpoint|ms-visio|visio\.drawing/i.test(types)
		? 'document'
		: 'not-a-workbook';
}
