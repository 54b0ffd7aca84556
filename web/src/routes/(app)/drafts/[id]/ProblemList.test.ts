import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ProblemGroup } from '#lib/drafts/draft.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import ProblemList from './ProblemList.svelte';

const SAME: ProblemGroup = {
	code: 'row-identical',
	level: 'warning',
	column: -1,
	value: '',
	params: { line: 5, index: 3, workbook: 'may.xlsx' },
	fixes: [],
	swap: null,
	rows: 2,
	named: []
};

test('of rows that are each the same as another one, the sentence of the first is only an example', async () => {
	overwriteGetLocale(() => 'en');
	const none = () => {};
	const acts = { onfix: none, onshow: none, onrow: none, onexclude: none };
	const given = {
		titleOf: String,
		choicesOf: () => [],
		readonly: false,
		origin: 'workbook' as const,
		...acts
	};
	const shown = await render(ProblemList, { problems: [SAME], ...given });
	const words = 'This row is the same as row 5 of may.xlsx. Exclude one of them unless both are meant.';
	await expect.element(page.getByText(`For example: ${words}`)).toBeInTheDocument();
	await shown.rerender({ problems: [{ ...SAME, rows: 1 }] });
	await expect.element(page.getByText(words)).toBeInTheDocument();
});
