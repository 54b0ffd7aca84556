import { BO, TITLES, ZOE } from './people.ts';
import { oneSheet, type CorpusCase } from './corpus-case.ts';
import { writeZip, type ZipOptions, type ZipPart } from './write-zip.ts';
import { makePackage, simpleBook, textRows, zipPackage, zipPart } from './xlsx-package.ts';

// The same workbook in other ZIPs: some that other programs write, some that only an attacker or an accident does.

const ROWS = { 1: TITLES, 2: ZOE, 3: BO };
const READS = oneSheet(ROWS);
const SHEET = 'xl/worksheets/sheet1.xml';
const MEGABYTE = 1024 * 1024;

const parts = () => makePackage([{ rows: textRows(ROWS) }]);
const entries = () => [...parts()].map(([name, content]) => zipPart(name, content));

function zipped(change: (entries: ZipPart[]) => ZipPart[], options: ZipOptions = {}): Uint8Array {
	return writeZip(change(entries()), options);
}

/** The entry of the sheet, changed. */
function withSheet(change: (sheet: ZipPart) => ZipPart): Uint8Array {
	return zipped((all) => all.map((entry) => (entry.name === SHEET ? change(entry) : entry)));
}

const reads = (file: string, bytes: Uint8Array): CorpusCase => ({ file, bytes, expected: READS });
const damaged = (file: string, bytes: Uint8Array): CorpusCase => ({
	file,
	bytes,
	expected: { refused: 'damaged' }
});
const whole = () => zipPackage(parts());

export const zipCases: CorpusCase[] = [
	reads('data-descriptors.xlsx', zipPackage(parts(), { descriptor: 'signed' })),
	reads('data-descriptors-without-signature.xlsx', zipPackage(parts(), { descriptor: 'bare' })),
	reads('stored-entries.xlsx', zipPackage(parts(), { method: 0 })),
	reads('zip64.xlsx', zipPackage(parts(), { zip64: true }, { zip64End: true })),
	reads('zip-comment.xlsx', zipPackage(parts(), {}, { comment: 'made by hand' })),
	reads(
		'backslashes-in-names.xlsx',
		zipped((all) => all.map((entry) => ({ ...entry, name: entry.name.replaceAll('/', '\\') })))
	),
	reads(
		'folders-as-entries.xlsx',
		zipped((all) => [zipPart('xl/', '', { method: 0 }), zipPart('xl/worksheets/', '', { method: 0 }), ...all])
	),
	reads(
		'entries-in-any-order.xlsx',
		zipped((all) => all.toReversed())
	),
	reads(
		'empty-deflated-entry.xlsx',
		zipped((all) => [...all, zipPart('docProps/thumbnail.wmf', '')])
	),
	damaged('junk-before-zip.xlsx', zipPackage(parts(), {}, { prefix: new Uint8Array(64) })),
	{
		file: 'junk-after-zip.xlsx',
		bytes: Uint8Array.from([...whole(), ...new Uint8Array(300)]),
		expected: { ...READS, refused: 'damaged' }
	},
	damaged(
		'flipped-crc.xlsx',
		withSheet((sheet) => ({ ...sheet, crc: sheet.crc ^ 0x10 }))
	),
	damaged(
		'crc-differs-in-local-header.xlsx',
		withSheet((sheet) => ({ ...sheet, localCrc: sheet.crc ^ 1 }))
	),
	damaged(
		'name-differs-in-local-header.xlsx',
		withSheet((sheet) => ({ ...sheet, localName: 'xl/worksheets/sheet2.xml' }))
	),
	damaged(
		'size-too-small.xlsx',
		withSheet((sheet) => ({ ...sheet, size: sheet.size - 20 }))
	),
	damaged(
		'size-too-large.xlsx',
		withSheet((sheet) => ({ ...sheet, size: sheet.size + 20 }))
	),
	damaged('truncated.xlsx', whole().slice(0, 1500)),
	damaged('truncated-at-the-end.xlsx', whole().slice(0, -3)),
	damaged(
		'count-too-small.xlsx',
		zipped((all) => all, { count: 3 })
	),
	damaged(
		'count-too-large.xlsx',
		zipped((all) => all, { count: 9 })
	),
	damaged(
		'duplicate-entry.xlsx',
		zipped((all) => [...all, zipPart(SHEET, simpleSheet('other'))])
	),
	damaged(
		'duplicate-entry-in-other-case.xlsx',
		zipped((all) => [...all, zipPart('xl/Worksheets/Sheet1.xml', simpleSheet('other'))])
	),
	damaged(
		'path-that-climbs.xlsx',
		zipped((all) => [...all, zipPart('../evil.xml', '<a/>')])
	),
	damaged(
		'path-that-climbs-with-backslash.xlsx',
		zipped((all) => [...all, zipPart('xl\\..\\..\\evil.xml', '<a/>')])
	),
	damaged(
		'absolute-path.xlsx',
		zipped((all) => [...all, zipPart('/etc/evil.xml', '<a/>')])
	),
	damaged(
		'path-with-drive.xlsx',
		zipped((all) => [...all, zipPart('C:/evil.xml', '<a/>')])
	),
	damaged(
		'path-with-nul.xlsx',
		zipped((all) => [...all, zipPart('xl/worksheets/sheet1.xml\0.txt', '<a/>')])
	),
	damaged(
		'unknown-compression.xlsx',
		withSheet((sheet) => ({ ...sheet, method: 9 }))
	),
	{
		file: 'encrypted-entry.xlsx',
		bytes: withSheet((sheet) => ({ ...sheet, flags: 1 })),
		expected: { refused: 'encrypted' }
	},
	{
		file: 'bomb-that-says-so.xlsx',
		bytes: zipped((all) => [...all, zipPart('xl/worksheets/sheet2.xml', new Uint8Array(40 * MEGABYTE))]),
		expected: { refused: 'too-large' }
	},
	damaged(
		'bomb-that-lies.xlsx',
		withSheet((sheet) => ({ ...zipPart(SHEET, new Uint8Array(40 * MEGABYTE)), size: sheet.size }))
	),
	damaged(
		'bomb-in-sheet-behind-descriptor.xlsx',
		withSheet((sheet) => ({
			...zipPart(SHEET, new Uint8Array(40 * MEGABYTE)),
			size: sheet.size,
			descriptor: 'signed'
		}))
	),
	{ file: 'bomb-of-shared-bytes.xlsx', bytes: overlapping(), expected: { refused: 'damaged' } }
];

function simpleSheet(text: string): Uint8Array {
	return simpleBook(textRows({ 1: [text] }));
}

/** A hundred directory entries that all point at the same packed megabyte. */
function overlapping(): Uint8Array {
	const bomb = { ...zipPart('xl/media/0.bin', new Uint8Array(MEGABYTE)) };
	const empty = (i: number): ZipPart => ({ ...bomb, name: `xl/media/${i % 10}.bin` });
	const zip = writeZip([
		...entries(),
		bomb,
		...Array.from({ length: 9 }, (_, i) => ({
			...empty(i + 1),
			packed: new Uint8Array(),
			size: 0,
			crc: 0,
			method: 0
		}))
	]);
	const view = new DataView(zip.buffer);
	const start = view.getUint32(zip.length - 6, true);
	const heads: number[] = [];
	for (let at = start; view.getUint32(at, true) === 0x02014b50; at += 46 + view.getUint16(at + 28, true))
		heads.push(at);
	const first = heads.at(-10)!;
	for (const at of heads.slice(-9)) {
		for (const field of [10, 16, 20, 24, 42])
			view.setUint32(at + field, view.getUint32(first + field, true), true);
	}
	return zip;
}
