import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import CameBackLines from './CameBackLines.svelte';

test('every row of an export that came back and was not simply changed is told of, and nothing else', async () => {
	overwriteGetLocale(() => 'en');
	await render(CameBackLines, {
		cameBack: { overwritten: 0, kept: 1, restored: 0, deleted: 0, issued: 12, issuedChanged: 2 }
	});
	const items = page.getByRole('listitem').elements();
	expect(items.map((item) => item.textContent?.trim())).toEqual([
		'12 rows were issued already and were passed over.',
		'2 of them were changed in Excel. Their credentials stay as they were issued.',
		'In 1 row, what you changed here after the export was kept.'
	]);
});
