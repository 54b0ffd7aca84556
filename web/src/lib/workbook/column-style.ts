const SECOND_ROW = /<row r="2">(.*?)<\/row>/s;
const CELL = /<c r="([A-Z]+)2"[^>]*? s="(\d+)"/g;
const DIMENSION = /(<dimension ref="[A-Z]+1:[A-Z]+)2"/;

/**
 * hucre styles cells, not columns, and a template's text columns must hold for rows that nobody has written yet. So the
 * styles of the sheet's second row are written at its columns, and the row, which is blank, is left out.
 */
export function styleWholeColumns(xml: string): string {
	const row = SECOND_ROW.exec(xml);
	if (row === null) throw new Error('The written template has no second row.');
	let styled = xml.replace(row[0], '').replace(DIMENSION, '$11"');
	for (const [, letters, style] of row[1]!.matchAll(CELL)) {
		const column = columnNumber(letters!);
		styled = styled.replace(`<col min="${column}" `, `<col min="${column}" style="${style}" `);
	}
	return styled;
}

function columnNumber(letters: string): number {
	return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
