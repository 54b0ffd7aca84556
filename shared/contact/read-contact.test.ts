import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import { readContact } from './read-contact.ts';

const clean = (contact: string) => ({ kind: 'contact', contact, suggestion: null });

describe('readContact', () => {
	it.each([
		['аna@example.com', 'ana@example.com'],
		['ana@exаmple.cоm', 'ana@example.com'],
		['Аna <аna@gmiаl.com>', 'ana@gmail.com'],
		['οscar@example.com', 'oscar@example.com'],
		['анна@example.com', null],
		['josé@example.com', null],
		['анна@пример.рф', null]
	])('offers Latin letters for those that look like them in %j: %j', (text, suggestion) => {
		expect(readContact(text)).toMatchObject({ kind: 'contact', suggestion });
	});

	it.each([
		['anna@example.com', 'anna@example.com'],
		[' Anna@EXAMPLE.com\u00a0', 'Anna@example.com'],
		['mailto:link@example.com', 'link@example.com'],
		['MAILTO:link@example.com?subject=Hello', 'link@example.com'],
		['Anna Ng <anna@example.com>', 'anna@example.com'],
		['"Ng, Anna" <Anna@Example.com>', 'Anna@example.com'],
		['<anna@example.com>', 'anna@example.com'],
		['anna@example.com <anna@example.com>', 'anna@example.com'],
		["'anna@example.com", 'anna@example.com'],
		['"anna@example.com"', 'anna@example.com'],
		["o'brien+tag_1@mail.example.ie", "o'brien+tag_1@mail.example.ie"],
		['anna@museum.photography', 'anna@museum.photography'],
		['anna@xn--bcher-kva.example', 'anna@xn--bcher-kva.example'],
		['zoë@bücher.example', 'zoë@bücher.example'],
		['用户@例え.テスト', '用户@例え.テスト'],
		['पता@उदाहरण.भारत', 'पता@उदाहरण.भारत'],
		['ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'anna@example.com'],
		['anna@reserved.invalid', 'anna@reserved.invalid'],
		['anna@bounce.example', 'anna@bounce.example'],
		['x@ymail.com', 'x@ymail.com'],
		['x@hotmail.co.uk', 'x@hotmail.co.uk'],
		['x@outlook.fr', 'x@outlook.fr'],
		['x@mail.com', 'x@mail.com'],
		['x@gmail.school.ca', 'x@gmail.school.ca'],
		['x@videotron.com', 'x@videotron.com'],
		['x@email.com', 'x@email.com'],
		['__proto__@constructor.com', '__proto__@constructor.com'],
		[`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`]
	])('reads %j', (text, contact) => {
		expect(readContact(text)).toEqual(clean(contact));
	});

	it.each([
		['typo@gmial.com', 'typo@gmail.com'],
		['typo@gmai.com', 'typo@gmail.com'],
		['typo@fmail.com', 'typo@gmail.com'],
		['typo@gmail.co', 'typo@gmail.com'],
		['typo@gmail.cm', 'typo@gmail.com'],
		['typo@gmail.con', 'typo@gmail.com'],
		['typo@gmial.cmo', 'typo@gmail.com'],
		['typo@hotail.com', 'typo@hotmail.com'],
		['typo@hotmial.fr', 'typo@hotmail.fr'],
		['typo@yaho.ca', 'typo@yahoo.ca'],
		['typo@outlok.com', 'typo@outlook.com'],
		['typo@icoud.com', 'typo@icloud.com'],
		['typo@videotrn.ca', 'typo@videotron.ca'],
		['typo@example.con', 'typo@example.com'],
		['typo@example.cpm', 'typo@example.com'],
		['typo@school.ogr', 'typo@school.org'],
		['typo@gmail.ca', 'typo@gmail.com'],
		['typo@gmail.co.uk', 'typo@gmail.com'],
		['typo@gmail.com.com', 'typo@gmail.com'],
		['typo@ornage.fr', 'typo@orange.fr'],
		['typo@school.edy', 'typo@school.edu'],
		['typo@school.qc.cca', 'typo@school.qc.ca'],
		['typo@school.con.au', 'typo@school.com.au'],
		['typo@gm\u0430il.com', 'typo@gmail.com']
	])('reads %s and offers %s', (contact, suggestion) => {
		expect(readContact(contact)).toEqual({ kind: 'contact', contact, suggestion });
	});

	it.each([
		['anna@gmailcom', ['anna@gmail.com']],
		['anna@gmail', ['anna@gmail.com']],
		['anna@examplecom', ['anna@example.com']],
		['anna@example,com', ['anna@example.com']],
		['anna@example.com.', ['anna@example.com']],
		['anna@example.com,', ['anna@example.com']],
		['anna..ng@example..com', ['anna.ng@example.com']],
		['.anna@example.com', ['anna@example.com']],
		['anna @ example.com', ['anna@example.com']],
		['anna@gmial,con', ['anna@gmail.com']],
		['Anna Ng anna@example.com', ['anna@example.com']],
		['anna (at) example.com', ['anna@example.com']],
		['anna@@example.com', ['anna@example.com']],
		['anna.gmail.com', ['anna@gmail.com']],
		['anna ng@example.com', ['anna.ng@example.com', 'annang@example.com', 'ng@example.com']],
		['jane doe@gmial.com', ['jane.doe@gmail.com', 'janedoe@gmail.com', 'doe@gmail.com']],
		['Jane jane@example.com', ['jane@example.com', 'Jane.jane@example.com', 'Janejane@example.com']],
		['anna. ng@example.com', ['anna.ng@example.com', 'ng@example.com']],
		['anna\u200b@example.com', ['anna@example.com']],
		['bad@example', []],
		['anna', []],
		['@', []],
		['anna@-example.com', ['anna@example.com']],
		['anna@example.c', []],
		['anna@192.168.0.1', []],
		[`${'a'.repeat(65)}@example.com`, []],
		[`a@${'b'.repeat(64)}.com`, []],
		[`a@${'b.'.repeat(126)}com`, []],
		['=HYPERLINK("x")', []],
		['anna@gmial', ['anna@gmail.com']],
		['anna@hotmailcom', ['anna@hotmail.com']],
		['anna@wanadoo.f', ['anna@wanadoo.fr']],
		['anna@schoolca', ['anna@school.ca']],
		['anna@school. ca', ['anna@school.ca']],
		['anna@example.c0m', ['anna@example.com']],
		['anna@example@com', ['anna@example.com']],
		['anna@gmail_com', ['anna@gmail.com']],
		['anna#gmail.com', ['anna@gmail.com']],
		['anna\\@example.com', ['anna@example.com']],
		['http://anna@example.com', ['anna@example.com']],
		['Mother: anna@example.com', ['anna@example.com']],
		['anna@example.com (mother)', ['anna@example.com']]
	])('finds %j invalid and offers %j', (text, fixes) => {
		expect(readContact(text)).toEqual({ kind: 'invalid', fixes });
	});

	it.each([
		['one@example.com; two@example.com', ['one@example.com', 'two@example.com']],
		['one@example.com, two@Example.com', ['one@example.com', 'two@example.com']],
		['one@example.com/two@example.com', ['one@example.com', 'two@example.com']],
		['one@example.com\ntwo@example.com', ['one@example.com', 'two@example.com']],
		['One <one@example.com>, Two <two@example.com>', ['one@example.com', 'two@example.com']],
		['one@example.com or two@example.com', ['one@example.com', 'two@example.com']],
		['one@example.com one@example.com', ['one@example.com']]
	])('finds several in %j', (text, contacts) => {
		expect(readContact(text)).toEqual({ kind: 'several', contacts });
	});

	it.each(['', '  ', '\u200b', '\u00a0\n'])('finds %j blank', (text) => {
		expect(readContact(text)).toEqual({ kind: 'blank' });
	});

	it('reads what it read as the same, and every fix without an issue', () => {
		const word = fc.string({ unit: fc.constantFrom(...'abgmilcon.,@ ;é-<>'), maxLength: 24 });
		const domain = fc.constantFrom(
			'gmial',
			'wanadoo.f',
			'example.c0m',
			'gmial.con',
			'gmailcom',
			'school.ca',
			'hotail,fr',
			'yaho.co',
			'b..com'
		);
		const typed = fc.oneof(
			word,
			fc.tuple(word, domain).map(([local, at]) => `${local}@${at}`)
		);
		fc.assert(
			fc.property(typed, (text) => {
				const reading = readContact(text);
				if (reading.kind === 'contact') {
					expect(readContact(reading.contact)).toEqual(reading);
					if (reading.suggestion) expect(readContact(reading.suggestion)).toEqual(clean(reading.suggestion));
				}
				if (reading.kind === 'invalid') {
					for (const fix of reading.fixes) expect(readContact(fix)).toEqual(clean(fix));
				}
			}),
			{ numRuns: 1000 }
		);
	});

	it('never throws', () => {
		fc.assert(fc.property(anyText, (text) => readContact(text).kind !== undefined));
	});

	it('is quick on hostile text', () => {
		const started = performance.now();
		for (const text of [
			'a@'.repeat(2000),
			'a.'.repeat(2000),
			`${'a'.repeat(3990)}@b`,
			`${'<'.repeat(3990)}>`
		]) {
			readContact(text);
		}
		expect(performance.now() - started).toBeLessThan(2000);
	});
});
