import { expect, test } from 'vitest';
import { decodeXml } from './decode-xml.ts';
import { readWorkbook } from './read-workbook.ts';
import { bookOf, bytesOf, partsOf } from './sample-workbooks.ts';
import { writeStoredZip } from './stored-zip.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

async function readIn(encoding: string, encode: (xml: string) => Uint8Array) {
	const parts = await partsOf(bytesOf(bookOf([['Name']])));
	const xml = new TextDecoder()
		.decode(parts.get(SHEET))
		.replace(/^<\?xml[^>]*>/, `<?xml version="1.0" encoding="${encoding}"?>`)
		.replace('</row>', '</row><row r="2"><c r="A2" t="str"><v>Zoë</v></c></row>');
	const read = await readWorkbook(writeStoredZip(parts.set(SHEET, encode(xml))), 'it.xlsx');
	return 'code' in read ? read.code : read.sheets[0]!.lines.map(({ cells }) => cells);
}

const inLatin1 = (xml: string) => Uint8Array.from(xml, (character) => character.charCodeAt(0));
const inUtf16 = (xml: string) =>
	new Uint8Array(Uint16Array.from(`\ufeff${xml}`, (c) => c.charCodeAt(0)).buffer);

test('a sheet is read in the encoding that it declares', async () => {
	const rows = [['Name'], ['Zoë']];
	expect(await readIn('ISO-8859-1', inLatin1)).toEqual(rows);
	expect(await readIn('windows-1252', inLatin1)).toEqual(rows);
	expect(await readIn('UTF-16', inUtf16)).toEqual(rows);
	expect(await readIn('x-nobody-knows', inLatin1)).toBe('damaged');
});

test('what is in UTF-8 stays as it is', () => {
	for (const xml of [
		'<a/>',
		'<?xml version="1.0" encoding="utf-8"?><a/>',
		'<?xml version="1.0" encoding="utf-16"?><a/>'
	]) {
		const bytes = new TextEncoder().encode(xml);
		expect(decodeXml('xl/a.xml', bytes)).toBe(bytes);
	}
});
