import '../../../app.css';
import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { PastRecipient } from '#shared/contract/batch.ts';
import RecipientList from './RecipientList.svelte';

beforeEach(() => overwriteGetLocale(() => 'en'));

const recipientOf = (change: Partial<PastRecipient>): PastRecipient => ({
	credentialId: '0b54c1f4-3c5e-4d07-9a58-7d1a2f1d6f10',
	definitionId: 'D3V2-QMHQ',
	firstName: 'Zoë',
	lastName: 'Nguyễn',
	contact: 'zoe@bounce.example',
	state: 'issued',
	validFrom: '2026-11-23T15:00:00Z',
	validUntil: null,
	revokedAt: null,
	revokedReason: null,
	batchId: '1b54c1f4-3c5e-4d07-9a58-7d1a2f1d6f10',
	batchLabel: 'Spring',
	delivery: { state: 'bounced', at: '2026-11-23T15:01:00Z', code: '5.1.1', detail: null },
	...change
});

const text = () => (document.querySelector('tbody') as HTMLElement).innerText;

test('on a tablet, issued is said once and a mail that bounced is said with its reason', async () => {
	await page.viewport(820, 900);
	await render(RecipientList, { recipients: [recipientOf({})] });
	expect(text().match(/Issued/g)).toHaveLength(1);
	expect(text()).toContain('Bounced');
	expect(text()).toContain('There is no such address.');
});

test('of a revoked credential its state is said, and no mail', async () => {
	await page.viewport(820, 900);
	await render(RecipientList, { recipients: [recipientOf({ state: 'revoked' })] });
	expect(text()).toContain('Revoked');
	expect(text()).not.toContain('Bounced');
});
