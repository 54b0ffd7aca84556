import type { Expected } from './corpus-case.ts';
import { convertAll, hasLibreOffice } from './libre-office.ts';

/** Each sheet to a file of its own, comma, quotes, UTF-8, cells as shown. */
const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
/** LibreOffice would write every row of these, to the last that a sheet can have. */
const TOO_FAR = /^(cell-at-xfd|cell-in-last-row|formatted-trailing|repeated-to-the-end)/;
/** Where LibreOffice 7.4 shows something else than Excel, or its CSV cannot tell. */
const OTHERWISE: [files: RegExp, why: string][] = [
	[/^merged-over-content/, 'writes into the CSV what a merge covers'],
	[/^date-29-february-1900/, 'has no 29 February 1900'],
	[/^time-only/, 'writes times into the CSV in a format of its own'],
	[/^formulas-with-cached-values/, 'works formulas out again'],
	[/^external-link/, 'works formulas out again'],
	[/^(escapes|inline-strings)/, 'decodes escapes only of control characters, and only of shared strings'],
	[/^zip64/, 'opens no ZIP with sizes of 64 bits'],
	[/^texts-in-pieces/, 'takes no tabs and line breaks in a paragraph of a cell'],
	[/^backslashes-in-names/, 'takes no backslashes in the names of a ZIP']
];

/** Where plain texts of the expectations are not what LibreOffice shows in that cell: the check by another hand. */
export function compareWithLibreOffice(
	cases: readonly { file: string; expected: Expected }[],
	files: ReadonlyMap<string, Uint8Array>
): string[] {
	if (!hasLibreOffice()) throw new Error('LibreOffice is not there to be asked.');
	const readable = cases.filter(
		({ file, expected }) =>
			/\.(xls|xlsx|xlsm|xlsb|ods)$/.test(file) &&
			expected.sheets &&
			!expected.refused &&
			expected.sheets[0]!.name !== '' &&
			!TOO_FAR.test(file) &&
			!OTHERWISE.some(([files]) => files.test(file))
	);
	const written = new Map<string, Uint8Array>();
	for (const extension of ['xls', 'xlsx', 'xlsm', 'xlsb', 'ods']) {
		const these = readable.filter(({ file }) => file.endsWith(`.${extension}`));
		// The name is all that the CSV keeps of its source.
		const named = new Map(
			these.map(({ file }) => [
				`${these.findIndex((one) => one.file === file)}.${extension}`,
				files.get(file)!
			])
		);
		for (const [name, bytes] of convertAll(named, CSV)) {
			const [, number, sheet] = /^(\d+)-(.*)\.csv$/s.exec(name) ?? [];
			written.set(`${these[Number(number)]?.file}\n${sheet}`, bytes);
		}
	}
	const differences: string[] = [];
	let checked = 0;
	for (const { file, expected } of readable) {
		for (const sheet of expected.sheets!) {
			const bytes = written.get(`${file}\n${sheet.name}`);
			if (!bytes && Object.keys(sheet.lines).length > 0)
				differences.push(`${file}: LibreOffice shows no sheet ${sheet.name}`);
			const rows = bytes ? parseRows(new TextDecoder().decode(bytes)) : [];
			for (const [line, cells] of Object.entries(sheet.lines)) {
				for (const [column, cell] of cells.entries()) {
					if (typeof cell !== 'string' || !bytes) continue;
					checked++;
					const shown = (rows[Number(line) - 1]?.[column] ?? '').replaceAll('\r', '');
					if (shown !== cell.replaceAll('\r', '')) {
						differences.push(
							`${file}, ${sheet.name}, line ${line}, column ${column}: ${JSON.stringify(cell)} is ${JSON.stringify(shown)} in LibreOffice`
						);
					}
				}
			}
		}
	}
	console.log(`${checked} texts of ${readable.length} workbooks asked of LibreOffice`);
	return differences;
}

/** RFC 4180, as LibreOffice writes it. */
function parseRows(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\r?\n|$)/g)) {
		if (match[0] === '') break;
		row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
		if (match[3] === ',') continue;
		rows.push(row);
		row = [];
	}
	return rows;
}
