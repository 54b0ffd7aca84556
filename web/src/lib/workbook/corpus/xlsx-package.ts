import { crc32, deflateRawSync } from 'node:zlib';
import { writeZip, type ZipOptions, type ZipPart } from './write-zip.ts';

// Packages written by hand: no library stands between a case and its quirk.

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of a package, by name; a case changes them as it needs. */
export type Package = Map<string, string | Uint8Array>;

export interface SheetSource {
	name?: string;
	/** What stands in `sheetData`. */
	rows: string;
	/** What stands before and behind it. */
	before?: string;
	after?: string;
	state?: 'hidden' | 'veryHidden';
}

export interface BookSource {
	/** What stands in `sst`. */
	strings?: string;
	/** Number formats of the styles from 1 on: a built-in one's number, or a format code. */
	formats?: (number | string)[];
	date1904?: boolean;
}

export function makePackage(sheets: SheetSource[], book: BookSource = {}): Package {
	const list = sheets.map(
		({ name, state }, i) =>
			`<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${state ? ` state="${state}"` : ''} r:id="rId${i + 1}"/>`
	);
	const parts: Package = new Map([
		['[Content_Types].xml', contentTypes(sheets.map((_, i) => `/xl/worksheets/sheet${i + 1}.xml`))],
		['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
		[
			'xl/workbook.xml',
			`${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${book.date1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`
		],
		[
			'xl/_rels/workbook.xml.rels',
			relationships([
				...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
				['styles', 'styles.xml'],
				['sharedStrings', 'sharedStrings.xml']
			])
		],
		['xl/styles.xml', styles(book.formats ?? [])],
		['xl/sharedStrings.xml', `${HEAD}<sst xmlns="${MAIN}">${book.strings ?? ''}</sst>`]
	]);
	for (const [i, source] of sheets.entries()) parts.set(`xl/worksheets/sheet${i + 1}.xml`, sheetXml(source));
	return parts;
}

export function sheetXml({ rows, before = '', after = '' }: SheetSource): string {
	return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
}

export function contentTypes(sheetNames: string[], more = '', main = `${TYPE}.sheet.main+xml`): string {
	const sheets = sheetNames.map((name) => override(name, `${TYPE}.worksheet+xml`)).join('');
	return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>${override('/xl/workbook.xml', main)}${sheets}${override('/xl/styles.xml', `${TYPE}.styles+xml`)}${override('/xl/sharedStrings.xml', `${TYPE}.sharedStrings+xml`)}${more}</Types>`;
}

export function override(name: string, type: string): string {
	return `<Override PartName="${name}" ContentType="${type}"/>`;
}

/** Relationships rId1, rId2 … of these types and targets. */
export function relationships(list: (readonly [type: string, target: string])[], types = OFFICE): string {
	const all = list.map(
		([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${types}/${type}" Target="${target}"/>`
	);
	return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}

function styles(formats: (number | string)[]): string {
	const escaped = (text: string) =>
		text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	const custom = formats.flatMap((format, i) =>
		typeof format === 'string' ? [`<numFmt numFmtId="${164 + i}" formatCode="${escaped(format)}"/>`] : []
	);
	const xfs = formats.map(
		(format, i) =>
			`<xf numFmtId="${typeof format === 'number' ? format : 164 + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`
	);
	return `${HEAD}<styleSheet xmlns="${MAIN}">${custom.length ? `<numFmts count="${custom.length}">${custom.join('')}</numFmts>` : ''}<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${xfs.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** A cell with an inline text. */
export function textCell(at: string, text: string, style = 0): string {
	return `<c r="${at}"${style ? ` s="${style}"` : ''} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

export function numberCell(at: string, value: number | string, style = 0): string {
	return `<c r="${at}"${style ? ` s="${style}"` : ''}><v>${value}</v></c>`;
}

/** A row of inline texts from column A on; blank ones have no cell. */
export function textRow(line: number, texts: string[], attributes = ''): string {
	const cells = texts.map((text, i) =>
		text === '' ? '' : textCell(`${String.fromCharCode(65 + i)}${line}`, text)
	);
	return `<row r="${line}"${attributes}>${cells.join('')}</row>`;
}

export function textRows(rows: Record<number, string[]>): string {
	return Object.entries(rows)
		.map(([line, texts]) => textRow(Number(line), texts))
		.join('');
}

export function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function changePart(parts: Package, name: string, change: (xml: string) => string): Package {
	const xml = parts.get(name);
	if (typeof xml !== 'string') throw new Error(`There is no part ${name}.`);
	const changed = change(xml);
	if (changed === xml) throw new Error(`${name} does not hold what was to be changed.`);
	return parts.set(name, changed);
}

/** Its entry in a ZIP, deflated. */
export function zipPart(name: string, content: string | Uint8Array, more: Partial<ZipPart> = {}): ZipPart {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	const packed = more.method === 0 ? bytes : new Uint8Array(deflateRawSync(bytes, { level: 9 }));
	return { name, packed, method: 8, crc: crc32(bytes), size: bytes.length, ...more };
}

/** The package as bytes, each entry with `more`. */
export function zipPackage(
	parts: Package,
	more: Partial<ZipPart> = {},
	options: ZipOptions = {}
): Uint8Array {
	return writeZip(
		[...parts].map(([name, content]) => zipPart(name, content, more)),
		options
	);
}

/** A workbook of one sheet with these rows. */
export function simpleBook(
	rows: string,
	book: BookSource = {},
	more: Omit<SheetSource, 'rows'> = {}
): Uint8Array {
	return zipPackage(makePackage([{ rows, ...more }], book));
}
