import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { appUpdate } from '#lib/app-update.svelte.ts';
import { connection } from '#lib/sync/connection.svelte.ts';
import UpdateOffer from './UpdateOffer.svelte';

afterEach(() => {
	appUpdate.waiting = null;
	appUpdate.isPutOff = false;
	connection.isTooOld = false;
});

test('a newer copy can be put off, and one that the server needs cannot', async () => {
	appUpdate.waiting = {} as ServiceWorker;
	await render(UpdateOffer, { class: 'mb-6' });
	await expect.element(page.getByText('A new version of Sheaf is ready')).toBeVisible();
	await page.getByRole('button', { name: 'Later' }).click();
	await expect.element(page.getByRole('status')).not.toBeInTheDocument();

	connection.isTooOld = true;
	await expect.element(page.getByRole('alert').getByText(/too old/)).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Update' })).toBeVisible();
	expect(page.getByRole('button', { name: 'Later' }).query()).toBeNull();
});
