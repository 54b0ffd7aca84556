import { expect, test } from 'vitest';
import type { SheetColumn } from '#shared/column/column.ts';
import { findCandidates, findMissing } from './missing-columns.ts';

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
