/** A cell of a block as Excel puts it on the clipboard: quoted where it holds what would end it, quotes inside doubled. */
const QUOTED = /"([^"]*(?:""[^"]*)*)"(?=\t|\r?\n|\r|$)/y;
const PLAIN = /[^\t\r\n]*/y;

/** The cells of a block copied from a spreadsheet, row by row; always a rectangle with one cell at least. */
export function readBlock(text: string): string[][] {
	const rows: string[][] = [[]];
	let at = 0;
	for (;;) {
		const cell = cellAt(text, at);
		rows.at(-1)!.push(cell.text);
		at = cell.end;
		if (text[at] === '\t') {
			at += 1;
			continue;
		}
		if (at < text.length) at += text.startsWith('\r\n', at) ? 2 : 1;
		// What copies a block ends its last row too.
		if (at >= text.length) break;
		rows.push([]);
	}
	const width = Math.max(...rows.map((row) => row.length));
	return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
}

function cellAt(text: string, at: number): { text: string; end: number } {
	QUOTED.lastIndex = PLAIN.lastIndex = at;
	const inside = QUOTED.exec(text)?.[1];
	// Excel leaves a text like "Bob" as it is, quotes included, where nothing in it needs quoting.
	if (inside !== undefined && /[\t\r\n]|""/.test(inside))
		return { text: inside.replaceAll('""', '"').replace(/\r\n?/g, '\n'), end: QUOTED.lastIndex };
	const plain = PLAIN.exec(text)?.[0] ?? '';
	return { text: plain, end: at + plain.length };
}

/** A block as a spreadsheet reads it from the clipboard. */
export function blockAsText(block: string[][]): string {
	const quote = (text: string) => (/[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	return block.map((row) => row.map(quote).join('\t')).join('\r\n');
}

/**
 * The same for spreadsheets that prefer it: each cell is marked as text, so that Excel and Google Sheets keep leading zeros
 * and take nothing for a formula.
 */
export function blockAsHtml(block: string[][]): string {
	const cell = (text: string) =>
		`<td style='mso-number-format:"\\@";white-space:pre-wrap' data-sheets-value="${escaped(JSON.stringify({ 1: 2, 2: text }))}">${escaped(text).replaceAll('\n', '<br style="mso-data-placement:same-cell">')}</td>`;
	const rows = block.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
	return `<meta charset="utf-8"><table>${rows.join('')}</table>`;
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
