import type { Column, Meaning } from '../column/column.ts';
import { titleKey } from '../column/title-key.ts';
import type { Definition } from '../definition/definition.ts';
import { compileResolver, type Resolution } from '../definition/resolve-definition.ts';
import { compilePast } from '../expiration/expiration-date.ts';
import type { DateOrder } from '../expiration/date-order.ts';
import { latestYearAt } from '../expiration/numeric-date.ts';
import type { Expiration } from '../expiration/expiration.ts';
import { type ExpirationReading, readExpiration } from '../expiration/read-expiration.ts';
import type { Cell } from '../row/cell.ts';
import type { CellIssue } from './cell-issue.ts';
import { compileVariable } from './compile-variable.ts';

export interface RuleSettings {
	/** Milliseconds since the epoch. */
	now: number;
	/** IANA name of the organisation's zone. */
	timeZone: string;
	/** How each column's dates are meant, by column index: the person's answer over `columnDateOrders`. */
	dateOrders?: Record<number, DateOrder>;
}

/** What a row of one definition is held against. */
export interface DefinitionRules {
	definition: Definition;
	defaultExpiration: Expiration;
	/** In the order of the definition's variables. */
	variables: { column: number; read: (cell: Cell | undefined, issues: CellIssue[]) => string }[];
	/** Columns of other definitions' variables. */
	foreign: number[];
}

/** Columns and definitions compiled once, for `validateRow` to be quick. */
export interface Rules {
	columns: readonly Column[];
	/** Index of each guide column; -1 where the draft has none. */
	places: Record<Exclude<Meaning, 'variable' | 'ignored'>, number>;
	resolve: (text: string) => Resolution;
	/** What texts of the definition's column have turned out to mean, so that each is read once. */
	recognised: Map<string, DefinitionRules>;
	/** By definition ID. */
	definitions: ReadonlyMap<string, DefinitionRules>;
	/** `readExpiration` in the column's order. */
	readExpiration: (cell: Cell) => ExpirationReading;
	isPast: (date: string) => boolean;
	/** As in the settings. */
	now: number;
	timeZone: string;
}

/** A hostile sheet must not fill the memory. */
const REMEMBERED = 2000;

/** Compiles what rows under these columns are held against. Throws on a time zone that does not exist. */
export function compileRules(
	columns: readonly Column[],
	definitions: readonly Definition[],
	settings: RuleSettings
): Rules {
	const placeOf = (meaning: Meaning) => columns.findIndex((column) => column.meaning === meaning);
	const places = {
		definition: placeOf('definition'),
		'first-name': placeOf('first-name'),
		'last-name': placeOf('last-name'),
		contact: placeOf('contact'),
		expiration: placeOf('expiration')
	};
	const orders = settings.dateOrders ?? {};
	return {
		columns,
		places,
		resolve: compileResolver(definitions),
		recognised: new Map(),
		definitions: new Map(definitions.map((one) => [one.id, compileDefinition(one, columns, settings)])),
		readExpiration: rememberExpirations(orders[places.expiration] ?? null),
		isPast: compilePast(settings.now, settings.timeZone),
		now: settings.now,
		timeZone: settings.timeZone
	};
}

/** The texts of this column are few, and dear to read. */
function rememberExpirations(order: DateOrder | null): (cell: Cell) => ExpirationReading {
	const remembered = new Map<string, ExpirationReading>();
	return (cell) => {
		if (typeof cell !== 'string' && cell.kind !== 'date') return readExpiration(cell, order);
		// A date cell reads as its date's text does.
		const text = typeof cell === 'string' ? cell : cell.date;
		const known = remembered.get(text);
		if (known) return known;
		const reading = readExpiration(cell, order);
		if (remembered.size >= REMEMBERED) remembered.clear();
		remembered.set(text, reading);
		return reading;
	};
}

function compileDefinition(
	definition: Definition,
	columns: readonly Column[],
	settings: RuleSettings
): DefinitionRules {
	const latestYear = latestYearAt(settings.now);
	const free = new Map<string, number[]>();
	for (const [index, { meaning, title }] of columns.entries()) {
		if (meaning === 'variable') free.set(titleKey(title), [...(free.get(titleKey(title)) ?? []), index]);
	}
	const variables = definition.variables.map((variable) => {
		// Two variables of one title, which an old version may have, take the columns of that title in turn.
		const column = free.get(titleKey(variable.title))?.shift() ?? -1;
		const order = settings.dateOrders?.[column] ?? null;
		return { column, read: compileVariable(variable, { column, order, latestYear }) };
	});
	const foreign = [...free.values()].flat().sort((a, b) => a - b);
	return { definition, defaultExpiration: readDefault(definition), variables, foreign };
}

/**
 * A definition is saved only with a default that reads. One that was saved when more was read ("2 sem") stays what it was,
 * the likeliest of its fixes; an unreadable one ends nothing that it should not.
 */
function readDefault(definition: Definition): Expiration {
	const saved = readExpiration(definition.defaultExpiration, null);
	const fix = saved.kind === 'unreadable' ? saved.fixes[0] : undefined;
	const reading = fix === undefined ? saved : readExpiration(fix, null);
	return reading.kind === 'expiration' ? reading.expiration : { kind: 'never' };
}
