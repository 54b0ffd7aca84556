import type { Random } from './random.ts';

/** What no writer should leave in an attribute, a value or between elements. */
export const NASTY_TEXTS = [
	'',
	'0',
	'-1',
	'A0',
	'XFD1048576',
	'XFE1',
	'A1048577',
	'ZZZZZZ1',
	'1A',
	'a1',
	'99999999999999999999',
	'1e400',
	'NaN',
	'Infinity',
	'0x10',
	'1,5',
	'__proto__',
	'constructor',
	'&#0;',
	'&#x110000;',
	'&#xD800;',
	'&#xFFFFFFFFFF;',
	'&bogus;',
	'&',
	'&#',
	'<',
	'>',
	'"',
	"'",
	']]>',
	'<!--',
	'-->',
	'<![CDATA[',
	'<!DOCTYPE a [<!ENTITY b "c">]>',
	'<?xml',
	'?>',
	'</',
	'/>',
	'</row>',
	'<row r="1">',
	'<c r="A1" t="s"><v>0</v></c>',
	'<si/>',
	'<x:c/>',
	'_x000D_',
	'_xD83D_',
	'\ufffe',
	'\u0000',
	'\u202e'
];
const KINDS = ['s', 'n', 'b', 'e', 'd', 'str', 'inlineStr', 'z', ''];
const DEPTH = 2000;

/** Changes an XML part where its structure is: attributes, values, tags, nesting. Any text will do. */
export function damageText(bytes: Uint8Array, random: Random): Uint8Array {
	let text = new TextDecoder().decode(bytes);
	for (let i = random.below(3); i >= 0; i--) text = changeOnce(text, random);
	return new TextEncoder().encode(text);
}

function changeOnce(text: string, random: Random): string {
	const nasty = random.pick(NASTY_TEXTS);
	switch (random.below(9)) {
		case 0:
			return replaceOne(text, /(?<==")[^"]*(?=")/g, nasty, random);
		case 1:
			return replaceOne(text, /(?<=>)[^<>]+(?=<)/g, nasty, random);
		case 2:
			return replaceOne(text, /(?<= t=")[^"]*(?=")/g, random.pick(KINDS), random);
		case 3:
			return replaceOne(text, /["'<>/=]/g, '', random);
		case 4:
			return replaceOne(text, /<[^>]*>/g, nasty, random);
		case 5: {
			const at = random.below(text.length + 1);
			return text.slice(0, at) + nasty + text.slice(at);
		}
		case 6: {
			const tags = [...text.matchAll(/<[^>]*>/g)];
			if (tags.length === 0) return nasty;
			const tag = random.pick(tags);
			return (
				text.slice(0, tag.index) + random.pick(tags)[0].repeat(1 + random.below(3)) + text.slice(tag.index)
			);
		}
		case 7: {
			const at = random.below(text.length + 1);
			return (
				text.slice(0, at) +
				random.pick(['<is>', '<row>', '<a b="', '<r><t>', '<text:p>']).repeat(DEPTH) +
				text.slice(at)
			);
		}
		default:
			return text.slice(0, random.below(text.length + 1));
	}
}

function replaceOne(text: string, pattern: RegExp, by: string, random: Random): string {
	const found = [...text.matchAll(pattern)];
	if (found.length === 0) return text + by;
	const match = random.pick(found);
	return text.slice(0, match.index) + by + text.slice(match.index + match[0].length);
}
