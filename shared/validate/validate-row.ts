import { readContact } from '../contact/read-contact.ts';
import type { Definition } from '../definition/definition.ts';
import type { Expiration } from '../expiration/expiration.ts';
import { type Cell, textOf } from '../row/cell.ts';
import { isBlankCell } from '../row/is-blank.ts';
import { trimText } from '../row/fold-text.ts';
import type { Recipient } from '../row/row.ts';
import { isErrorCell } from './is-error-cell.ts';
import { isSummary } from './is-summary.ts';
import type { CellIssue } from './cell-issue.ts';
import type { DefinitionRules, Rules } from './compile-rules.ts';
import { makeError, makeWarning } from './make-issue.ts';
import { isPlaceholder, mayBeName } from './name-placeholder.ts';
import { readName } from './read-name.ts';
import { makeDateError, makeDateWarning } from './report-date.ts';

export interface RowVerdict {
	definition: Definition | null;
	issues: CellIssue[];
	/** There is one exactly where no issue is an error. */
	recipient: Recipient | null;
}

/** Texts of the definition's column are few; a hostile sheet must not fill the memory with them. */
const MOST_RECOGNISED = 2000;
/** Most rows have none, and then share this one. */
const NONE: CellIssue[] = [];
Object.freeze(NONE);
/** Where a row's issues are gathered; only what was found is kept. */
const FOUND: CellIssue[] = [];

/**
 * Reads a row of text into a Recipient, or says all that keeps it from being one. `cells` stand in the order of the
 * rules' columns. Where the definition is not known, the guide's columns are read all the same, so that the person hears
 * at once of all that can be told; what its variables must hold cannot be.
 */
export function validateRow(rules: Rules, cells: readonly Cell[]): RowVerdict {
	const issues: CellIssue[] = FOUND;
	issues.length = 0;
	const own = readDefinition(rules, cells, issues);
	const { places } = rules;
	if (isSummary(rules, cells)) {
		return {
			definition: own?.definition ?? null,
			issues: [makeError(-1, 'row-summary', {})],
			recipient: null
		};
	}
	const firstName = readGuideName(rules, cells, 'first-name', issues);
	const lastName = readGuideName(rules, cells, 'last-name', issues);
	const contact = readContactCell(cells[places.contact], places.contact, issues);
	const expiration = readExpirationCell(rules, own, cells, issues);
	if (own === null) return { definition: null, issues: issues.slice(), recipient: null };
	const { definition } = own;
	// Made as long as it will be: an array that grows takes room for sixteen.
	const values = new Array<string>(own.variables.length);
	for (let i = 0; i < values.length; i++) {
		const { column, read } = own.variables[i]!;
		values[i] = read(cells[column], issues);
	}
	for (const column of own.foreign) {
		if (cells[column] === '' || isBlankCell(cells[column])) continue;
		const params = {
			value: trimText(textOf(cells[column])),
			variable: rules.columns[column]!.title,
			definition: definition.name
		};
		issues.push(makeWarning(column, 'value-ignored', params));
	}
	if (expiration === null || hasError(issues)) {
		return { definition, issues: issues.slice(), recipient: null };
	}
	const { id: definitionId, version: definitionVersion } = definition;
	const recipient = { definitionId, definitionVersion, firstName, lastName, contact, expiration, values };
	return { definition, issues: issues.length === 0 ? NONE : issues.slice(), recipient };
}

function hasError(issues: readonly CellIssue[]): boolean {
	return issues.length > 0 && issues.some((issue) => issue.level === 'error');
}

function readDefinition(rules: Rules, cells: readonly Cell[], issues: CellIssue[]): DefinitionRules | null {
	const column = rules.places.definition;
	const cell = cells[column];
	const known = typeof cell === 'string' ? rules.recognised.get(cell) : undefined;
	if (known) return known;
	const value = trimText(textOf(cell));
	if (value === '') {
		issues.push(makeError(column, 'definition-missing', {}));
		return null;
	}
	if (isErrorCell(cell)) {
		issues.push(makeError(column, 'value-error', { value }));
		return null;
	}
	const { definition, nearest } = rules.resolve(value);
	if (!definition) {
		// A name is what people recognise; where two definitions share it, only the ID tells them apart.
		const fixes = nearest.map((near) => (rules.resolve(near.name).definition === near ? near.name : near.id));
		issues.push(makeError(column, 'definition-unknown', { value, nearest: nearest[0]?.name ?? '' }, fixes));
		return null;
	}
	if (definition.archived) {
		issues.push(makeError(column, 'definition-archived', { value, definition: definition.name }));
	}
	const own = rules.definitions.get(definition.id) ?? null;
	if (own && !definition.archived && typeof cell === 'string' && rules.recognised.size < MOST_RECOGNISED) {
		rules.recognised.set(cell, own);
	}
	return own;
}

function readGuideName(
	rules: Rules,
	cells: readonly Cell[],
	which: 'first-name' | 'last-name',
	issues: CellIssue[]
): string {
	const column = rules.places[which];
	const cell = cells[column];
	if (isErrorCell(cell)) {
		issues.push(makeError(column, 'value-error', { value: textOf(cell) }));
		return '';
	}
	if (!isPlaceholder(cell)) return readName(cell, column, which, issues);
	const value = trimText(textOf(cell));
	const other = cells[rules.places[which === 'first-name' ? 'last-name' : 'first-name']];
	issues.push(
		mayBeName(value, which) && !isBlankCell(other) && !isPlaceholder(other)
			? makeWarning(column, 'name-doubtful', { value })
			: makeError(column, 'name-placeholder', { value })
	);
	return value;
}

function readContactCell(cell: Cell | undefined, column: number, issues: CellIssue[]): string {
	const value = textOf(cell);
	if (isErrorCell(cell)) {
		issues.push(makeError(column, 'value-error', { value }));
		return '';
	}
	const reading = readContact(value);
	switch (reading.kind) {
		case 'blank':
			issues.push(makeError(column, 'contact-missing', {}));
			return '';
		case 'several':
			issues.push(makeError(column, 'contact-several', { value: trimText(value) }, reading.contacts));
			return '';
		case 'invalid':
			issues.push(makeError(column, 'contact-invalid', { value: trimText(value) }, reading.fixes));
			return '';
		case 'contact':
			if (reading.suggestion !== null) {
				const { suggestion } = reading;
				issues.push(
					makeWarning(column, 'contact-typo', { value: trimText(value), suggestion }, [suggestion])
				);
			}
			return reading.contact;
	}
}

function readExpirationCell(
	rules: Rules,
	own: DefinitionRules | null,
	cells: readonly Cell[],
	issues: CellIssue[]
): Expiration | null {
	const column = rules.places.expiration;
	const cell = cells[column];
	if (cell === undefined || cell === '') return readDefault(rules, own, issues);
	if (isErrorCell(cell)) {
		issues.push(makeError(column, 'value-error', { value: textOf(cell).trim() }));
		return null;
	}
	const reading = rules.readExpiration(cell);
	if (reading.kind === 'blank') return readDefault(rules, own, issues);
	if (reading.kind !== 'expiration') {
		const value = textOf(cell).trim();
		const issue = makeDateError(column, 'expiration', reading, { value });
		issues.push({ ...issue, fixes: issue.fixes.filter((fix) => !isPastFix(fix, rules)) });
		return null;
	}
	const { expiration } = reading;
	if (expiration.kind !== 'date') return expiration;
	if (rules.isPast(expiration.date)) {
		issues.push(makeError(column, 'expiration-past', { value: textOf(cell).trim(), date: expiration.date }));
		return null;
	}
	if (reading.twoDigitYear || reading.fromNumber || reading.otherWeekday) {
		const value = textOf(cell).trim();
		issues.push(makeDateWarning(column, 'expiration', { ...reading, date: expiration.date }, { value }));
	}
	return expiration;
}

/** A definition may have a day as its default, and that day comes. */
function readDefault(rules: Rules, own: DefinitionRules | null, issues: CellIssue[]): Expiration | null {
	if (own === null) return null;
	const { defaultExpiration } = own;
	if (defaultExpiration.kind !== 'date' || !rules.isPast(defaultExpiration.date)) return defaultExpiration;
	const { date } = defaultExpiration;
	issues.push(makeError(rules.places.expiration, 'expiration-past', { value: date, date }));
	return null;
}

function isPastFix(fix: string, rules: Rules): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(fix) && rules.isPast(fix);
}
