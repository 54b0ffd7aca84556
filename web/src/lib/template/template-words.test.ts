import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { templateColumns } from '#lib/workbook/template-columns.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { templateWords } from './template-words.ts';

const [firstAid, forklift, heights] = DEMO_CATALOG as [Definition, Definition, Definition];

function noteAt(title: string, definitions: Definition[]): string {
	const position = templateColumns(definitions).findIndex((column) => column.title === title);
	return templateWords(definitions).notes[position]!;
}

test('one definition: required, type and example', () => {
	overwriteGetLocale(() => 'en');
	expect(noteAt('Score', [firstAid])).toBe('Required.\nA number from 0 to 100.\nExample: 75');
	expect(noteAt('Class', [forklift])).toBe('Required.\nOne of: I, II, III, IV, V.');
	expect(noteAt('Expiration Date/Duration', [firstAid])).toBe(
		[
			'Optional. A date, a duration or “never”.',
			'Left blank: 3 years from issuing.',
			'Examples: 2028-12-31 · 2 years · never'
		].join('\n')
	);
	for (const note of templateWords([firstAid]).notes) expect(note).not.toBe('');
});

test('several: for which, and what each asks for where they differ', () => {
	overwriteGetLocale(() => 'en');
	expect(noteAt('Certificate Number', [firstAid, forklift, heights])).toBe(
		[
			'Required for Forklift Operator and Working at Heights.',
			'Leave it blank for First Aid Level 2.',
			'Forklift Operator: Text, as it should stand on the credential. Zeros in front and long numbers stay as typed.',
			'Example: 1234567',
			'Working at Heights: Text, as it should stand on the credential. Zeros in front and long numbers stay as typed.'
		].join('\n')
	);
	expect(noteAt('ID', [firstAid, forklift])).toContain('Example: D3V2-QMHQ (First Aid Level 2)');
	expect(noteAt('Expiration Date/Duration', [firstAid, forklift, heights])).toContain(
		'Left blank for First Aid Level 2 and Working at Heights: 3 years from issuing.'
	);
});

test('in French', () => {
	overwriteGetLocale(() => 'fr');
	expect(noteAt('Score', [firstAid, forklift])).toBe(
		[
			'Obligatoire pour First Aid Level 2.',
			'À laisser vide pour Forklift Operator.',
			'Un nombre de 0 à 100.',
			'Exemple\u00a0: 75'
		].join('\n')
	);
	expect(templateWords([firstAid])).toMatchObject({ yes: 'Oui', no: 'Non', credentials: 'Titres' });
});
