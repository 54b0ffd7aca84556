import { expect, test } from 'vitest';
import { readUserProperties } from './user-properties.ts';

/** One set with a dictionary of one name and its text, [MS-OLEPS] 2.21, in a code page or in UTF-16. */
function propertySet({ name, value, isWide }: { name: string; value: string; isWide: boolean }): Uint8Array {
	const encode = (text: string) =>
		Uint8Array.from([...text, '\0'].flatMap((c) => (isWide ? [c.charCodeAt(0), 0] : [c.charCodeAt(0)])));
	const bytes = new Uint8Array(512);
	const view = new DataView(bytes.buffer);
	const put = (at: number, ...words: number[]) =>
		words.forEach((word, i) => view.setUint32(at + i * 4, word, true));
	put(24, 1);
	bytes.set([5, 0xd5, 0xcd, 0xd5, 0x9c, 0x2e, 0x1b, 0x10, 0x93, 0x97, 8, 0, 0x2b, 0x2c, 0xf9, 0xae], 28);
	put(44, 48);
	put(48, 400, 3, 0, 32, 1, 160, 2, 168);
	put(80, 1, 2, name.length + 1);
	bytes.set(encode(name), 92);
	put(208, 2, isWide ? 1200 : 1252);
	const text = encode(value);
	put(216, 0x1e, text.length);
	bytes.set(text, 224);
	return bytes;
}

const SHEAF = { name: 'Sheaf definitions', value: 'D3V2-QMHQ@1' };

test('the texts that a person or a program named are read, in a code page and in UTF-16', () => {
	for (const isWide of [false, true])
		expect(readUserProperties(propertySet({ ...SHEAF, isWide }))).toEqual(
			new Map([[SHEAF.name, SHEAF.value]])
		);
	const elsewhere = propertySet({ ...SHEAF, isWide: false });
	elsewhere[28] = 2;
	expect(readUserProperties(elsewhere).size).toBe(0);
});

test('counts and places that cannot be are nothing, and take no time', () => {
	const before = performance.now();
	const good = propertySet({ ...SHEAF, isWide: false });
	for (let at = 24; at < 240; at++) {
		const bad = good.slice();
		bad.fill(0xff, at, at + 4);
		expect(readUserProperties(bad).size).toBeLessThanOrEqual(1);
		expect(readUserProperties(good.slice(0, at)).size).toBeLessThanOrEqual(1);
	}
	expect(performance.now() - before).toBeLessThan(1000);
});
