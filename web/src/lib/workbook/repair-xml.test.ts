import { expect, test } from 'vitest';
import { bookOf, bytesOf, readGood, withPart } from './sample-workbooks.ts';

const SHEET = 'xl/worksheets/sheet1.xml';

/** An attribute in another namespace makes the own reader step aside. */
async function readByLibrary(change: (xml: string) => string) {
	const bytes = bytesOf(bookOf([['a', 'b', 'c', 'd', 'e']]));
	return (
		await readGood(
			await withPart(bytes, SHEET, (xml) => change(xml.replace('</row>', '</row><y:thing xmlns:y="urn:y"/>')))
		)
	).sheets[0]!.lines;
}

test('a formula without a result is an error, and one that gives no text is blank', async () => {
	const lines = await readByLibrary((xml) =>
		xml.replace(
			'</sheetData>',
			`<row r="2"><c r="A2"><f>TODAY()</f><v/></c><c r="B2" t="n"><f>1+1</f><v></v></c>
			<c r="C2" t="str"><f>A1</f><v></v></c><c r="D2"><f t="shared" si="0"/></c><c r="E2"><f>1+1</f><v>2</v></c></row></sheetData>`
		)
	);
	const error = { kind: 'error', text: '#ERROR!' };
	expect(lines[1]?.cells).toEqual([error, error, '', error, { kind: 'number', value: 2, text: '2' }]);
});
