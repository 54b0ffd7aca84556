/** Apple's Numbers has tables; its Pages and Keynote mostly have none. */
const NUMBERS = /^Index\/(?:Tables\/|CalculationEngine).*\.iwa$/;
const APPLE = /^Index\/.*\.iwa$/;

/** What a ZIP is that is no plain xlsx: Office packages say it in their content types, OpenDocument in its first entry. */
export function packageKind(
	names: readonly string[],
	textOf: (part: string) => string
): 'workbook' | 'encrypted' | 'document' | 'numbers' | 'archive' | 'not-a-workbook' {
	const mimetype = textOf('mimetype');
	if (mimetype.startsWith('application/vnd.oasis.opendocument.')) {
		if (textOf('META-INF/manifest.xml').includes('encryption-data')) return 'encrypted';
		return mimetype.includes('.spreadsheet') ? 'workbook' : 'document';
	}
	const types = textOf('[Content_Types].xml');
	if (/spreadsheetml\.(?:sheet|template)\.main|ms-excel\.(?:sheet|template)\./i.test(types))
		return 'workbook';
	if (/wordprocessingml|presentationml|ms-word|ms-powerpoint|ms-visio|visio\.drawing/i.test(types))
		return 'document';
	if (names.some((name) => NUMBERS.test(name))) return 'numbers';
	if (names.some((name) => APPLE.test(name))) return 'document';
	const isOffice = types !== '' || mimetype !== '' || names.some((name) => /^(?:xl|word|ppt)\//.test(name));
	return isOffice || names.length === 0 ? 'not-a-workbook' : 'archive';
}
