import { expect, test } from 'vitest';
import type { SheetColumn } from '#shared/column/column.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { definitionsOf, findCandidates, findMissing, findMissingVariables } from './missing-columns.ts';

const column = (meaning: SheetColumn['meaning'], title = ''): SheetColumn => ({ meaning, title });
const linesOf = (...rows: string[][]) => rows.map((cells, i) => ({ line: i + 2, cells }));

test('what could be the Contact or a name is a candidate where that is missing', () => {
	const columns = [
		column('first-name'),
		column('last-name'),
		column('ignored', 'Wohin'),
		column('ignored', 'Remark')
	];
	const lines = linesOf(
		['Ana', 'Lund', 'ana@school.ca', 'late'],
		['Bo', 'Ng', 'bo@school', ''],
		['Cy', 'Orr', 'cy@x.ca', '']
	);
	expect(findMissing(columns)).toEqual(['contact']);
	expect(findCandidates(columns, lines)).toEqual([2]);
	const nameless = [column('ignored', 'Who'), column('ignored', 'Marks'), column('contact')];
	expect(findMissing(nameless)).toEqual(['first-name', 'last-name']);
	expect(findCandidates(nameless, linesOf(['Ana Lund', '81', 'ana@school.ca']))).toEqual([0]);
});

test('nothing is asked where nothing is missing, and a whole name is both names', () => {
	const columns = [column('full-name'), column('contact'), column('ignored', 'Second address')];
	expect(findMissing(columns)).toEqual([]);
	expect(findCandidates(columns, linesOf(['Ana Lund', 'a@x.ca', 'b@x.ca']))).toEqual([]);
});

test('a required variable without a column is looked for among the columns that could hold it', () => {
	const [firstAid] = DEMO_CATALOG as [Definition];
	const score = firstAid.variables.find(({ required, type }) => required && type === 'number')!;
	const columns = [
		column('definition', 'ID'),
		column('contact'),
		column('full-name'),
		column('ignored', 'Ergebnis'),
		column('ignored', 'Remark')
	];
	const lines = linesOf(
		[firstAid.name, 'ana@school.ca', 'Ana Lund', '81', 'late'],
		[firstAid.id, 'bo@school.ca', 'Bo Ng', '77', '']
	);
	const definitions = definitionsOf(columns, lines, { catalog: DEMO_CATALOG, remembered: [] });
	expect(definitions).toEqual([firstAid]);
	expect(findMissingVariables(columns, definitions)).toContain(score);
	expect(findCandidates(columns, lines, [score])).toEqual([3]);
	const told = [...columns.slice(0, 3), column('variable', score.title)];
	expect(findMissingVariables(told, definitions)).not.toContain(score);
	const templated = definitionsOf([column('contact')], lines, {
		catalog: DEMO_CATALOG,
		remembered: [firstAid.id]
	});
	expect(templated).toEqual([firstAid]);
});
