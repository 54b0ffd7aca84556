import { m } from '#lib/paraglide/messages.js';
import { templateColumns, type TemplateColumn } from '#lib/workbook/template-columns.ts';
import type { TemplateWords } from '#lib/workbook/template-words.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { understandExpiration } from '#lib/understand-expiration.ts';
import { groupNames, listNames } from './name-lists.ts';
import { variableNote } from './variable-note.ts';

/** The words of the template of these definitions, with what goes into each of its columns. */
export function templateWords(definitions: readonly Definition[]): TemplateWords {
	const yes = m.template_yes();
	const no = m.template_no();
	return {
		notes: templateColumns(definitions, [yes, no]).map((column) => noteOf(column, definitions)),
		yes,
		no,
		recipients: m.template_recipients(),
		credentials: m.template_credentials(),
		listed: {
			id: m.template_listed_id(),
			name: m.template_listed_name(),
			variables: m.template_listed_variables()
		}
	};
}

function noteOf(column: TemplateColumn, definitions: readonly Definition[]): string {
	switch (column.meaning) {
		case 'definition':
			return definitionNote(definitions);
		case 'first-name':
			return lines(m.template_note_name(), m.template_example({ example: 'Zoë' }));
		case 'last-name':
			return lines(m.template_note_name(), m.template_example({ example: 'Tremblay' }));
		case 'contact':
			return lines(m.template_note_contact(), m.template_example({ example: 'name@example.org' }));
		case 'expiration':
			return expirationNote(definitions);
		case 'variable':
			return variableNote(column, definitions);
	}
}

function definitionNote([first]: readonly Definition[]): string {
	const example = first ? m.template_example({ example: `${first.id} (${first.name})` }) : '';
	return lines(m.template_note_definition({ sheet: m.template_credentials() }), example);
}

function expirationNote(definitions: readonly Definition[]): string {
	const groups = groupNames(definitions, ({ defaultExpiration }) => {
		return understandExpiration(defaultExpiration) ?? defaultExpiration;
	});
	const blanks = [...groups].map(([expiration, names]) => {
		return groups.size === 1
			? m.template_blank({ expiration })
			: m.template_blank_for({ expiration, names: listNames(names) });
	});
	const examples = ['2028-12-31', m.template_duration(), m.template_never()].join(' · ');
	return lines(m.template_note_expiration(), ...blanks, m.template_examples({ examples }));
}

function lines(...some: string[]): string {
	return some.filter((line) => line !== '').join('\n');
}
