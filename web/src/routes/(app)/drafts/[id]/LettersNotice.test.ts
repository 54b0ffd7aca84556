import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import LettersNotice from './LettersNotice.svelte';

test('the letters that a text was read in are told with some of it', async () => {
	overwriteGetLocale(() => 'en');
	const letters = { page: 'windows-1252' as const, examples: ['Renée', 'Müller'] };
	await render(LettersNotice, { letters });
	const words =
		'This text is not in Unicode Its accented letters were read as Western European (Windows): Renée, Müller. ' +
		'If a name looks wrong, save the list as CSV UTF-8 and drop that in.';
	await expect.element(page.getByRole('status')).toHaveTextContent(words);
});
