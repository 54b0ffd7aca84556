import type { Column } from '../column/column.ts';
import { GUIDE_TITLES } from '../column/column.ts';
import type { WireRow } from '../contract/batch.ts';
import type { Definition } from '../definition/definition.ts';
import { writeExpiration } from '../expiration/read-expiration.ts';
import type { Recipient } from '../row/row.ts';
import type { CellIssue, CellIssueCode } from '../validate/cell-issue.ts';
import { compileRules, type Rules, type RuleSettings } from '../validate/compile-rules.ts';
import { makeError } from '../validate/make-issue.ts';
import { validateRow } from '../validate/validate-row.ts';

type WireSettings = Pick<RuleSettings, 'now' | 'timeZone'>;

/** The recipient's canonical text, which `readWireRow` reads back as the same recipient. */
export function wireRowOf(recipient: Recipient, key: string, credentialId: string): WireRow {
	const { definitionId, firstName, lastName, contact, expiration, values } = recipient;
	return {
		key,
		credentialId,
		definitionId,
		firstName,
		lastName,
		contact,
		expiration: writeExpiration(expiration),
		values: [...values]
	};
}

/**
 * Validates a row from the wire as a sheet's row: the definition's variables are its columns. The issues' columns are
 * 0 to 4 for the definition, the names, the contact and the expiration, then 5 on for the values; only errors refuse.
 * A text that is not the recipient's canonical text is such an error.
 */
export function readWireRow(
	definition: Definition,
	row: WireRow,
	settings: WireSettings
): { recipient: Recipient } | { issues: CellIssue[] } {
	const { definitionId, firstName, lastName, contact, expiration, values } = row;
	if (definitionId !== definition.id) {
		return {
			issues: [makeError(0, 'definition-unknown', { value: definitionId, nearest: definition.name })]
		};
	}
	const expected = definition.variables.length;
	if (values.length !== expected) {
		const code = values.length < expected ? 'value-missing' : 'value-ignored';
		return { issues: [makeError(-1, code, { variable: '', definition: definition.name, limit: expected })] };
	}
	const cells = [definitionId, firstName, lastName, contact, expiration, ...values];
	const { issues, recipient } = validateRow(rulesFor(definition, settings), cells);
	if (!recipient) return { issues };
	const changed = findChanges(definition, row, recipient);
	return changed.length > 0 ? { issues: changed } : { recipient };
}

/** A sheet's texts are put right where that is sure; the wire carries what came of it, and nothing else. */
function findChanges(definition: Definition, row: WireRow, recipient: Recipient): CellIssue[] {
	const canonical = wireRowOf(recipient, row.key, row.credentialId);
	const issues = (['firstName', 'lastName', 'contact', 'expiration'] as const).flatMap((name, at) =>
		row[name] === canonical[name] ? [] : makeError(at + 1, UNREADABLE[name], { value: row[name] })
	);
	for (const [at, { title, type }] of definition.variables.entries()) {
		const value = row.values[at]!;
		if (value === canonical.values[at]) continue;
		issues.push(makeError(at + FIRST_VALUE, UNREADABLE[type], { value, variable: title }));
	}
	return issues;
}

const FIRST_VALUE = 5;
const UNREADABLE = {
	firstName: 'value-control-character',
	lastName: 'value-control-character',
	contact: 'contact-invalid',
	expiration: 'expiration-unreadable',
	text: 'value-control-character',
	'long-text': 'value-control-character',
	number: 'number-invalid',
	date: 'date-unreadable',
	'yes-no': 'yes-no-unknown',
	choice: 'choice-unknown',
	url: 'url-invalid',
	email: 'email-invalid'
} as const satisfies Record<string, CellIssueCode>;

/** A chunk's rows share their definition and settings; the rules are compiled for the first of them. */
const compiled = new WeakMap<Definition, { settings: WireSettings; rules: Rules }>();

function rulesFor(definition: Definition, settings: WireSettings): Rules {
	const known = compiled.get(definition);
	if (known && known.settings.now === settings.now && known.settings.timeZone === settings.timeZone) {
		return known.rules;
	}
	const columns: Column[] = [
		...Object.entries(GUIDE_TITLES).map(([meaning, title]) => ({ meaning, title }) as Column),
		...definition.variables.map(({ title }): Column => ({ meaning: 'variable', title }))
	];
	const rules = compileRules(columns, [definition], settings);
	compiled.set(definition, { settings: { ...settings }, rules });
	return rules;
}
