import { expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { wordsOfRefusal } from './refusal-words.ts';

test('a cell that is too long is named as Excel names it', () => {
	overwriteGetLocale(() => 'en');
	const params = { sheet: 'Cohort', line: 7, column: 27, limit: 32_767 };
	expect(wordsOfRefusal({ name: 'a.xlsx', code: 'cell-too-long', params })).toMatch(/^Cell AB7 holds /);
});
