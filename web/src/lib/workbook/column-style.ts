import { inflateParts } from './inflate-parts.ts';
import { writeStoredZip } from './stored-zip.ts';
import { readZipDirectory } from './zip-directory.ts';

const SHEET = 'xl/worksheets/sheet1.xml';
const SECOND_ROW = /<row r="2">(.*?)<\/row>/s;
const CELL = /<c r="([A-Z]+)2"[^>]*? s="(\d+)"/g;

/**
 * hucre styles cells, not columns, and a template's text columns must hold for rows that nobody has written yet. So the
 * styles of the first sheet's second row are written at its columns, and the row, which is blank, is left out.
 */
export async function styleWholeColumns(bytes: Uint8Array): Promise<Uint8Array> {
	const entries = readZipDirectory(bytes);
	if (!Array.isArray(entries)) throw new Error(`The written template is ${entries}.`);
	const parts = await inflateParts(entries);
	if (!(parts instanceof Map)) throw new Error(`The written template is ${parts}.`);
	const xml = new TextDecoder().decode(parts.get(SHEET));
	const row = SECOND_ROW.exec(xml);
	if (row === null) throw new Error('The written template has no second row.');
	let styled = xml.replace(row[0], '');
	for (const [, letters, style] of row[1]!.matchAll(CELL)) {
		const column = columnNumber(letters!);
		styled = styled.replace(`<col min="${column}" `, `<col min="${column}" style="${style}" `);
	}
	parts.set(SHEET, new TextEncoder().encode(styled));
	return writeStoredZip(parts);
}

function columnNumber(letters: string): number {
	return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
