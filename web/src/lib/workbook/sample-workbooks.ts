import { utils, write, type WorkBook } from 'xlsx';
import { inflateParts, type Parts } from './inflate-parts.ts';
import { readWorkbook } from './read-workbook.ts';
import { writeStoredZip } from './stored-zip.ts';
import type { WorkbookRead } from './workbook-read.ts';
import { readZipDirectory } from './zip-directory.ts';

// Workbooks for tests, made from good ones.

export async function fetchBytes(url: string): Promise<Uint8Array> {
	return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

export async function readGood(bytes: Uint8Array): Promise<WorkbookRead> {
	const read = await readWorkbook(bytes, 'good.xlsx');
	if ('code' in read) throw new Error(`refused: ${read.code}`);
	return read;
}

export function bookOf(rows: unknown[][], change?: (book: WorkBook) => void): WorkBook {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Sheet1');
	change?.(book);
	return book;
}

export function bytesOf(
	book: WorkBook,
	bookType: 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'csv' = 'xlsx'
): Uint8Array {
	return new Uint8Array(write(book, { type: 'array', bookType }));
}

export async function partsOf(bytes: Uint8Array): Promise<Parts> {
	const entries = readZipDirectory(bytes);
	if (!Array.isArray(entries)) throw new Error(entries);
	return (await inflateParts(entries)) as Parts;
}

export async function withPart(
	bytes: Uint8Array,
	name: string,
	change: (xml: string) => string
): Promise<Uint8Array> {
	const parts = await partsOf(bytes);
	const xml = new TextDecoder().decode(parts.get(name));
	const changed = change(xml);
	if (changed === xml) throw new Error(`${name} does not hold what was to be changed.`);
	return writeStoredZip(parts.set(name, new TextEncoder().encode(changed)));
}
