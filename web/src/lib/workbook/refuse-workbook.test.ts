import { expect, test } from 'vitest';
import { CFB } from 'xlsx';
import mergedUrl from '#shared/fixtures/merged-by-hand.xlsx?url';
import { readWorkbook } from './read-workbook.ts';
import { bookOf, bytesOf, fetchBytes, partsOf, readGood } from './sample-workbooks.ts';
import { writeStoredZip } from './stored-zip.ts';

async function codeOf(bytes: Uint8Array): Promise<string> {
	const read = await readWorkbook(bytes, 'it.xlsx');
	return 'code' in read ? read.code : 'read';
}

test('a flipped bit is damage, or it changed nothing', async () => {
	const bytes = await fetchBytes(mergedUrl);
	const good = JSON.stringify(await readGood(bytes));
	for (let at = 0; at < bytes.length; at += 29) {
		const flipped = bytes.slice();
		flipped[at]! ^= 1 << (at % 8);
		const read = await readWorkbook(flipped, 'it.xlsx');
		if ('code' in read) expect(read.code, `byte ${at}`).toBe('damaged');
		else expect(JSON.stringify(read), `byte ${at}`).toBe(good);
	}
	for (const part of [0.25, 0.5, 0.99]) {
		expect(await codeOf(bytes.slice(0, bytes.length * part))).not.toBe('read');
	}
});

test('says what is no workbook', async () => {
	const encode = (text: string) => new TextEncoder().encode(text);
	expect(await codeOf(encode('%PDF-1.7\n%âãÏÓ\n1 0 obj'))).toBe('pdf');
	expect(await codeOf(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]))).toBe(
		'picture'
	);
	expect(await codeOf(encode('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('picture');
	expect(await codeOf(encode('<html><table><tr><td>Name</td></tr></table></html>'))).toBe('html');
	expect(await codeOf(encode('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'))).toBe('html');
	expect(await codeOf(encode('{\\rtf1\\ansi Dear}'))).toBe('document');
	expect(await codeOf(encode('\x03Zoe'.padEnd(54) + '\x03\0Z\0o\0e\0'.padEnd(111)))).toBe('lock-file');
	expect(await readWorkbook(encode(',zoe,laptop,;'), '.~lock.people.ods#')).toMatchObject({
		code: 'lock-file'
	});
	expect(await codeOf(writeStoredZip(new Map([['letter.txt', encode('Dear')]])))).toBe('archive');
	expect(await codeOf(new Uint8Array())).toBe('empty');
	expect(await codeOf(encode('\r\n \r\n'))).toBe('empty');
	expect(await codeOf(bytesOf(bookOf([[]])))).toBe('empty');
});

test('says what is encrypted', async () => {
	const container = CFB.utils.cfb_new();
	CFB.utils.cfb_add(container, '/EncryptionInfo', new Uint8Array(64));
	CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(4096));
	expect(await codeOf(new Uint8Array(CFB.write(container, { type: 'array' })))).toBe('encrypted');
});

test('refuses a ZIP that grows without bound or holds a name twice', async () => {
	const parts = await partsOf(bytesOf(bookOf([['A']])));
	const zip = writeStoredZip(parts.set('docProps/main.xml', new Uint8Array([32])));
	expect(await codeOf(zip)).toBe('read');
	const text = new TextDecoder('latin1').decode(zip);
	for (
		let at = text.indexOf('docProps/main.xml');
		at !== -1;
		at = text.indexOf('docProps/main.xml', at + 1)
	) {
		zip.set(new TextEncoder().encode('docProps/core.xml'), at);
	}
	expect(await codeOf(zip)).toBe('damaged');
	const bomb = await deflatedZip('xl/worksheets/sheet1.xml', new Uint8Array(40 * 1024 * 1024));
	expect(await codeOf(bomb)).toBe('too-large');
});

test('refuses what is over the limits, naming the place', async () => {
	const wide = bytesOf(bookOf([Array.from({ length: 501 }, (_, i) => `Title ${i}`)]));
	expect(await readWorkbook(wide, 'wide.xlsx')).toEqual({
		name: 'wide.xlsx',
		code: 'too-many-columns',
		params: { sheet: 'Sheet1', limit: 500 }
	});
	const long = new TextEncoder().encode(`Name,Notes\nZoë,${'x'.repeat(32_768)}`);
	expect(await readWorkbook(long, 'long.csv')).toEqual({
		name: 'long.csv',
		code: 'cell-too-long',
		params: { sheet: '', line: 2, column: 1, limit: 32_767 }
	});
	const tall = new TextEncoder().encode('Name\n' + 'Zoë\n'.repeat(200_001));
	expect(await codeOf(tall)).toBe('too-many-rows');
});

async function deflatedZip(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
	const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
	const packed = new Uint8Array(await new Response(stream).arrayBuffer());
	const zip = writeStoredZip(new Map([[name, packed]]));
	const view = new DataView(zip.buffer);
	const central = view.getUint32(zip.length - 6, true);
	for (const [method, size] of [
		[8, 22],
		[central + 10, central + 24]
	] as const) {
		view.setUint16(method, 8, true);
		view.setUint32(size, bytes.length, true);
	}
	return zip;
}
