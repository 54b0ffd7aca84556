import { expect, test } from 'vitest';
import { BatchDeclaration } from '../contract/batch.ts';
import { NewMember, OrganisationChange } from '../contract/organisation.ts';
import { DefinitionContent } from '../definition/definition.ts';
import { ONE_LINE, SEVERAL_LINES } from './plain-text.ts';

const HARMFUL = [
	'\u0000',
	'\u0008',
	'\u001b',
	'\u007f',
	'\u0085',
	'\u009f',
	'\u202e',
	'\u202a',
	'\u2066',
	'\u2069'
];
const BREAKS = ['\n', '\r', '\t', '\u2028', '\u2029'];

test.each(HARMFUL.map((sign) => [escape(sign), sign]))('%s stands in no text', (_, sign) => {
	expect(ONE_LINE.test(`First${sign}Aid`)).toBe(false);
	expect(SEVERAL_LINES.test(`First${sign}Aid`)).toBe(false);
});

test.each(BREAKS.map((sign) => [escape(sign), sign]))(
	'%s stands only where there may be several lines',
	(_, sign) => {
		expect(ONE_LINE.test(`First${sign}Aid`)).toBe(false);
		expect(SEVERAL_LINES.test(`First${sign}Aid`)).toBe(true);
	}
);

test.each(['', 'Zoë Ångström', 'شهادة', 'תעודה \u200f', '急救 👩‍🚒', 'a\u00a0b'])('%o is plain', (text) => {
	expect(ONE_LINE.test(text)).toBe(true);
	expect(SEVERAL_LINES.test(text)).toBe(true);
});

test('the schemas refuse it wherever a person reads it', () => {
	const name = 'Harbour\u202egnp.exe';
	const refused = [
		OrganisationChange.shape.name,
		NewMember.shape.name,
		BatchDeclaration.shape.label,
		DefinitionContent.shape.name,
		DefinitionContent.shape.shortName,
		DefinitionContent.shape.description,
		DefinitionContent.shape.criteria,
		DefinitionContent.shape.variables.element.shape.title
	];
	for (const schema of refused) {
		expect(schema.safeParse(name).success).toBe(false);
		expect(schema.safeParse('Harbour').success).toBe(true);
	}
	expect(DefinitionContent.shape.aliases.safeParse([name]).success).toBe(false);
	const lines = 'One.\r\n\tTwo.';
	expect(DefinitionContent.shape.criteria.safeParse(lines).success).toBe(true);
	expect(DefinitionContent.shape.name.safeParse(lines).success).toBe(false);
});

function escape(sign: string): string {
	return `U+${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
