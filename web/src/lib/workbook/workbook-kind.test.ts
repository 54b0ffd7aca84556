import { expect, test } from 'vitest';
import { readText } from './read-text.ts';
import { workbookKind } from './workbook-kind.ts';

const kindOf = (text: string) => workbookKind(new TextEncoder().encode(text), 'people.csv');

test('a page and a picture are known behind comments and declarations', () => {
	for (const before of [
		'',
		'\ufeff',
		'<!---->',
		'\n<!-- a > --> <!-- - -->\n',
		'<?xml version="1.0"?>\n<!--x-->'
	]) {
		expect(kindOf(`${before}<HTML>`)).toBe('html');
		expect(kindOf(`${before}<!doctype html>`)).toBe('html');
		expect(kindOf(`${before}<svg/>`)).toBe('picture');
		expect(kindOf(`${before}<!DOCTYPE svg PUBLIC ""><svg/>`)).toBe('picture');
		expect(kindOf(`${before}<thing/>`)).toBe('not-a-workbook');
	}
	expect(kindOf('<!-- <html>')).toBe('not-a-workbook');
	expect(kindOf('Name,E-mail\n<html>')).toBe('text');
});

test('what only begins like another kind is a list', () => {
	for (const text of [
		'Subject: Course list\nDate: 3 May 2026\nName,Contact\n',
		'Received: 12\nName,Contact\nZoë,z@example.org\n',
		'To: all,x\nFrom: Zoë,y\n',
		'BEGIN,END\n1,2\n',
		'Begin:vcards,x\n',
		'[Draft] Name;Contact\n',
		'7z,Rar!,BZh\n',
		'From here on,Name\n'
	])
		expect(kindOf(text), text).toBe('text');
	for (const text of ['\n{"people": []}', '[\n  {"name": "Zoë"}]', '[[1]]'])
		expect(kindOf(text), text).toBe('json');
	expect(kindOf('Delivered-To: zoe@example.org\r\nReceived: by x\r\n')).toBe('mail');
	expect(kindOf('MIME-Version: 1.0\r\nDate: Tue\r\nContent-Type: text/plain\r\n\r\nHi')).toBe('mail');
	expect(kindOf('\ufeffbegin:vcard\r\nversion:4.0\r\n')).toBe('vcard');
});

test('many comments take no time', () => {
	const before = performance.now();
	for (const part of [
		'<!---->',
		'<!---->\n',
		'<?xml?>',
		'<!--',
		'<!doctype svg>',
		'\n',
		'{ ',
		'a:\n',
		'a: \n b\n',
		'From \n',
		'MIME-Version: 1\n',
		'<Workbook '
	]) {
		expect(kindOf(`${part.repeat(9000)}x`)).not.toBe('zip');
	}
	expect(performance.now() - before).toBeLessThan(2000);
});

test('a mark at the start decides the encoding, whatever bytes are bad', () => {
	const bytes = new TextEncoder().encode('\ufeffName\nZoë\nJo@');
	bytes[bytes.length - 1] = 0xff;
	expect(readText(bytes)?.rows).toEqual([['Name'], ['Zoë'], ['Jo\ufffd']]);
});

test('one wrong byte in UTF-8 costs its own letter only, and a Windows text stays one', () => {
	const damaged = new TextEncoder().encode('Name\nRenée\nZoë\nJo@');
	damaged[damaged.length - 1] = 0xff;
	expect(readText(damaged)?.rows).toEqual([['Name'], ['Renée'], ['Zoë'], ['Jo\ufffd']]);
	const windows = Uint8Array.from('Prénom\nRené\nZoë\nÅsa\nÃ©', (letter) => letter.charCodeAt(0));
	expect(readText(windows)?.rows).toEqual([['Prénom'], ['René'], ['Zoë'], ['Åsa'], ['Ã©']]);
});

test('UTF-16 is known without its mark, by its zeros', () => {
	for (const text of [
		'Name;City\r\nZoë;Łódź\r\nBo;Paris\r\n',
		'Имя;Город\r\nЗоя;Москва\r\n',
		'名字,城市\n李波,北京\n𠮷,x\n'
	]) {
		const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
		const little = Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
		const big = little.map((_, i) => little[i ^ 1]!);
		const rows = readText(new TextEncoder().encode(text))?.rows;
		for (const bytes of [little, big]) {
			expect(workbookKind(bytes, 'people.csv')).toBe('text');
			expect(readText(bytes)?.rows).toEqual(rows);
		}
	}
	const repeated = (...of: number[]) => Uint8Array.from({ length: 4000 }, (_, i) => of[i % of.length]!);
	for (const bytes of [
		repeated(0, 1),
		repeated(0, 0),
		repeated(1, 0, 65, 0),
		repeated(65, 66, 67, 0, 0, 65),
		repeated(0xff, 0xdb, 65, 0),
		Uint8Array.of(65, 0, 66)
	])
		expect(workbookKind(bytes, 'people.csv')).toBe('not-a-workbook');
});
