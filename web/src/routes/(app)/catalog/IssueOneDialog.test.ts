import '../../../app.css';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tick } from 'svelte';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { sha256Hex } from '#shared/batch/digest.ts';
import { Chunk } from '#shared/contract/batch.ts';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import fixture from '#shared/fixtures/catalog.json';
import { db } from '#lib/db.ts';
import { signedIn } from '#lib/session.svelte.ts';
import IssueOneDialog from './IssueOneDialog.svelte';

const forklift = fixture.definitions.find(({ name }) => name === 'Forklift Operator');
const entry = { ...forklift, version: 3, archived: false, issued: 0 } as CatalogEntry;

beforeEach(() => {
	vi.stubGlobal('fetch', async () => {
		throw new TypeError('offline');
	});
	signedIn.current = {
		user: { id: 'u1', name: 'Ana', email: 'ana@school.ca' },
		role: 'issuer',
		organisation: {
			id: 'org-1',
			slug: 'harbour',
			name: 'Harbour',
			timeZone: 'America/Toronto',
			language: 'en',
			holdMinutes: 10
		}
	};
});

afterEach(async () => {
	vi.unstubAllGlobals();
	await Promise.all([db.outbox.clear(), db.outboxChunks.clear(), db.drafts.clear(), db.draftRows.clear()]);
});

async function fillIn(fields: Record<string, string>) {
	for (const [label, text] of Object.entries(fields)) await page.getByLabelText(label).fill(text);
}

const filled = {
	'First Name': 'Zoë',
	'Last Name': 'Brontë',
	Contact: 'zoe@school.ca',
	'Certificate Number': '0012345'
};

test('a filled form is a batch of one in the outbox, without a connection', async () => {
	await render(IssueOneDialog, { open: true, entry });
	await fillIn(filled);
	await page.getByLabelText('Class').selectOptions('II');
	await page.getByRole('button', { name: 'Issue this credential' }).click();
	await expect.poll(() => db.outbox.count()).toBe(1);

	const [batch] = await db.outbox.toArray();
	const [chunk] = await db.outboxChunks.toArray();
	if (!batch || !chunk) throw new Error('nothing lies in the outbox');
	expect(batch.declaration).toMatchObject({
		rowCount: 1,
		definitions: [{ id: 'MN29-GXDJ', version: 3 }],
		chunks: [await sha256Hex(chunk.body)]
	});
	const { rows } = Chunk.parse(JSON.parse(new TextDecoder().decode(chunk.body)));
	expect(rows[0]).toMatchObject({
		firstName: 'Zoë',
		lastName: 'Brontë',
		contact: 'zoe@school.ca',
		expiration: 'P2Y',
		values: ['0012345', 'II']
	});
	// Taken back or refused, it comes back as a draft.
	const draft = await db.drafts.get(batch.draftId ?? '');
	expect(draft).toMatchObject({ rowCount: 1, batchId: batch.batchId, organisationId: 'org-1' });
	expect((await db.draftRows.toArray())[0]?.packed.credentialIds[0]).toBe(rows[0]?.credentialId);
});

test('what is missing is named at its line, and nothing is issued', async () => {
	await render(IssueOneDialog, { open: true, entry });
	await fillIn({ ...filled, Contact: '' });
	await page.getByRole('button', { name: 'Issue this credential' }).click();
	await expect.element(page.getByLabelText('Contact')).toHaveAttribute('aria-invalid', 'true');
	await expect.element(page.getByLabelText('Class')).toHaveAttribute('aria-invalid', 'true');
	expect(await db.outbox.count()).toBe(0);
});

test('a likely slip in the address is offered put right', async () => {
	await render(IssueOneDialog, { open: true, entry });
	await fillIn({ Contact: 'zoe@gmial.com' });
	await page.getByLabelText('First Name').click();
	await page.getByRole('button', { name: 'Use zoe@gmail.com' }).click();
	await expect.element(page.getByLabelText('Contact')).toHaveValue('zoe@gmail.com');
});

test('the press that leaves a wrong line falls on the button that it was meant for', async () => {
	await render(IssueOneDialog, { open: true, entry });
	await fillIn({ 'First Name': 'Sam', Contact: 'sam at school' });
	const button = page.getByRole('button', { name: 'Issue this credential' });
	const expiration = page.getByLabelText(/^Expiration/);
	await expiration.fill('3/4/2028');
	const before = button.element().getBoundingClientRect().top;
	// A browser's own press, in its parts: what is done on leaving the line is done between them.
	button.element().dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
	(expiration.element() as HTMLElement).blur();
	await tick();
	expect(button.element().getBoundingClientRect().top).toBe(before);
	await expect.element(expiration).not.toHaveAttribute('aria-invalid');
	button.element().dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
	await expect.element(expiration).toHaveAttribute('aria-invalid', 'true');
	await expect.element(page.getByRole('button', { name: 'Use April 3, 2028' })).toBeVisible();
});
