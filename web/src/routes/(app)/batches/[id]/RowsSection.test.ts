import '../../../../app.css';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { BatchRow } from '#shared/contract/batch.ts';
import { batch as batchOf } from '#lib/sync/told-batch.ts';
import { BatchRows } from './batch-rows.svelte.ts';
import RowsSection from './RowsSection.svelte';

const batch = batchOf('1c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11', { state: 'issued' });
const row = (firstName: string): BatchRow => ({
	key: `key-${firstName}`,
	credentialId: `credential-${firstName}`,
	firstName,
	lastName: 'Hopper',
	contact: `${firstName}@school.ca`,
	definitionId: 'D3V2-QMHQ',
	state: 'issued',
	validFrom: '2026-11-24T00:00:00Z',
	validUntil: null,
	revokedAt: null,
	revokedReason: null,
	delivery: null
});

test('the first choice moves no row from under the next tap, and its button is there', async () => {
	const rows = new BatchRows({ organisationId: 'org-1', batchId: batch.id });
	rows.rows = ['Ana', 'Grace'].map(row);
	rows.state = 'ready';
	const props = {
		batch,
		rows,
		timeZone: 'UTC',
		chosen: [] as string[],
		isOffline: false,
		onchoose: (chosen: string[]) => void shown.rerender({ chosen }),
		onrevoke: () => {}
	};
	const shown = await render(RowsSection, props);
	const second = page.getByLabelText('Choose the credential of Grace Hopper');
	const top = () => second.element().getBoundingClientRect().top;
	const before = top();
	await page.getByLabelText('Choose the credential of Ana Hopper').click();
	await expect.element(page.getByRole('button', { name: 'Revoke 1 credential' })).toBeVisible();
	expect(top()).toBe(before);
	await expect.element(page.getByRole('status')).toHaveTextContent('1 credential chosen');
});
