import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TextReader } from './text-reader.ts';

const texts = new TextReader();

function read(bytes: Uint8Array): string | null {
	// What stands before and behind must not matter.
	const all = Uint8Array.of(0x78, ...bytes, 0x5f, 0x78);
	return texts.read(all, 1, bytes.length + 1);
}

const readText = (xml: string) => read(new TextEncoder().encode(xml));

test('any text reads as it was written, short or long, again and again', () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((one) => !/[\r_]/.test(one));
	fc.assert(
		fc.property(text, (one) => {
			const xml = one.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
			expect(readText(xml)).toBe(one);
			expect(readText(xml)).toBe(one);
		}),
		{ numRuns: 1000 }
	);
});

test('bytes read as the browser reads them, or not at all', () => {
	const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	const byte = fc.oneof(
		fc.integer({ min: 0x80, max: 0xff }),
		fc.constantFrom(0x41, 0xe2, 0x82, 0xac, 0xc3, 0xed, 0xa0)
	);
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 8 }).chain(() => fc.array(byte, { maxLength: 8 })),
			(bytes) => {
				let expected: string | null;
				try {
					expected = utf8.decode(Uint8Array.from(bytes));
				} catch {
					expected = null;
				}
				expect(read(Uint8Array.from(bytes))).toBe(expected);
			}
		),
		{ numRuns: 5000 }
	);
});

test('references and escapes are resolved as XML and Excel have them', () => {
	expect(readText('&amp;&lt;&gt;&quot;&apos;&#65;&#x1F600;')).toBe('&<>"\'A😀');
	expect(readText('a_x000D_b_x005F_x0041__x00zz_ _X0041_')).toBe('a\rb_x0041__x00zz_ _X0041_');
	expect(readText('one\r\ntwo\rthree')).toBe('one\ntwo\nthree');
	for (const bad of ['&nbsp;', '&', '&amp', '&#0;', '&#xD800;', '&#x110000;', '&__proto__;', '&constructor;'])
		expect(readText(bad), bad).toBeNull();
});
