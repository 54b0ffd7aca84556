import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { draftName } from './draft-name.ts';

type Named = Parameters<typeof draftName>[0];
const draftOf = (...names: string[]) => ({ label: '', workbooks: names.map((name) => ({ name })) }) as Named;

test('a draft is called by its label, or by its workbooks as far as they have room', () => {
	overwriteGetLocale(() => 'en');
	expect(draftName({ ...draftOf('a.xlsx'), label: 'Spring' })).toBe('Spring');
	expect(draftName(draftOf())).toBe('Draft without files');
	expect(draftName(draftOf('a.xlsx', 'a.xlsx'))).toBe('a');
	expect(draftName(draftOf('a.xlsx', 'b.csv', 'c.ods'))).toMatch(/^a, b,? and c$/);
	expect(draftName(draftOf(...'abcdefghi'.split('').map((name) => `${name}.xlsx`)))).toMatch(
		/^a, b,? and 7 more$/
	);
	expect(draftName(draftOf(`${'x'.repeat(200)}.xlsx`)).length).toBeLessThan(70);
});
