import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import CameBackLines from './CameBackLines.svelte';

test('every row of an export that came back and was not simply changed is told of, and nothing else', async () => {
	overwriteGetLocale(() => 'en');
	await render(CameBackLines, {
		cameBack: { overwritten: 0, kept: 1, restored: 0, deleted: 0, issued: 12, issuedChanged: 2 },
		readonly: false,
		onexclude: () => {}
	});
	const items = page.getByRole('listitem').elements();
	expect(items.map((item) => item.textContent?.trim())).toEqual([
		'12 rows were issued already and were passed over.',
		'2 of them were changed in Excel. Their credentials stay as they were issued.',
		'In 1 row, what you changed here after the export was kept.'
	]);
});

test('rows that are not in it are told of, with the way to leave them out', async () => {
	overwriteGetLocale(() => 'en');
	const none = { overwritten: 0, kept: 0, restored: 0, deleted: 0, issued: 0 };
	const onexclude = vi.fn();
	const absent = { count: 1, keys: ['a'], excluded: false };
	const shown = await render(CameBackLines, { cameBack: { ...none, absent }, readonly: false, onexclude });
	await expect.element(page.getByText('1 row of this draft is not in it, and stays.')).toBeVisible();
	await page.getByRole('button', { name: 'Exclude the row' }).click();
	expect(onexclude).toHaveBeenCalledOnce();
	await shown.rerender({ cameBack: { ...none, absent: { ...absent, excluded: true } } });
	await expect.element(page.getByText('1 row of this draft is not in it, and was excluded.')).toBeVisible();
	expect(page.getByRole('button').elements()).toEqual([]);
	await shown.rerender({ cameBack: { ...none, absent: { count: 501, keys: [], excluded: false } } });
	await expect.element(page.getByText('501 rows of this draft are not in it, and stay.')).toBeVisible();
	expect(page.getByRole('button').elements()).toEqual([]);
});
