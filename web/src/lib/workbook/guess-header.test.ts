import { expect, test } from 'vitest';
import type { Cell } from '#shared/row/cell.ts';
import { chooseSheet } from './choose-sheet.ts';
import { guessHeader } from './guess-header.ts';
import type { Line, Sheet } from './workbook-read.ts';

const linesOf = (...rows: Cell[][]): Line[] => rows.map((cells, at) => ({ line: at + 1, cells }) as Line);
const sheet = (name: string, lines: Line[]): Sheet => ({
	name,
	hidden: false,
	lines,
	merges: [],
	hiddenColumns: [],
	filtered: false
});
const GERMAN = linesOf(
	['Kurs im Frühling'],
	['Vorname', 'Nachname', 'Mailadresse', 'Gültig bis'],
	['Ana', 'Ng', 'ana@example.org', '2028-12-31']
);

test('titles in words that are not known are found above the addresses, and each is asked about', () => {
	expect(guessHeader(GERMAN)).toEqual({
		index: 1,
		columns: [
			{ meaning: 'ignored', title: 'Vorname' },
			{ meaning: 'ignored', title: 'Nachname' },
			{ meaning: 'contact', title: 'Mailadresse' },
			{ meaning: 'ignored', title: 'Gültig bis' }
		],
		doubtful: [0, 1, 2, 3]
	});
	expect(chooseSheet([sheet('Liste', GERMAN)], [])).toMatchObject({
		headerLine: 2,
		titles: ['Vorname', 'Nachname', 'Mailadresse', 'Gültig bis'],
		doubtful: [0, 1, 2, 3],
		lines: [{ line: 3 }]
	});
});

test('IDs tell their column', () => {
	const lines = linesOf(['Kennung', 'Vorname', 'Mail'], ['V8XM-94PV', 'Ana', 'ana@example.org']);
	expect(guessHeader(lines)?.columns.map(({ meaning }) => meaning)).toEqual([
		'definition',
		'ignored',
		'contact'
	]);
});

test('what the person said of such a header stands', () => {
	const column = { meaning: 'first-name', title: 'First Name' } as const;
	const chosen = chooseSheet([sheet('Liste', GERMAN)], [], {
		choice: { columns: [{ position: 0, column }] }
	});
	expect(chosen).toMatchObject({ doubtful: [1, 2, 3] });
	expect((chosen as { columns: unknown[] }).columns[0]).toEqual(column);
});

test('a sheet whose titles are known goes before one whose titles are guessed', () => {
	const known = linesOf(['First Name', 'Last Name'], ['Bo', 'Lund']);
	expect(chooseSheet([sheet('Liste', GERMAN), sheet('List', known)], [])).toMatchObject({ name: 'List' });
});

test.for([
	['no address', linesOf(['Vorname', 'Nachname'], ['Ana', 'Ng'])],
	['no line of titles', linesOf(['Ana', 'Ng', 'ana@example.org'])],
	['a title alone', linesOf(['Teilnehmer'], ['Ana', 'Ng', 'ana@example.org'])],
	['no title over the addresses', linesOf(['Vorname', 'Nachname'], ['Ana', 'Ng', 'ana@example.org'])],
	['a text above', linesOf(['Hallo', 'x', 'Bitte '.repeat(20)], ['Ana', 'Ng', 'ana@example.org'])]
] as const)('%s: there is nothing to guess from', ([, lines]) => {
	expect(guessHeader(lines)).toBeNull();
	expect(chooseSheet([sheet('Liste', lines)], [])).toBe('no-header');
});
