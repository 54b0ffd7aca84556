import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Batch } from '#shared/contract/batch.ts';
import Timeline from './Timeline.svelte';

beforeEach(() => overwriteGetLocale(() => 'en'));

const batchIn = (state: Batch['state']) =>
	({
		state,
		rowCount: 2,
		createdBy: 'Demo Admin',
		declaredAt: '2026-11-23T15:00:00Z',
		issuedAt: '2026-11-23T15:00:00Z',
		heldUntil: null,
		settledAt: null,
		deliveries: { pending: 0 }
	}) as Batch;

const steps = () =>
	[...document.querySelectorAll('li p:first-child')].map((step) => step.firstChild?.textContent);

test('a batch that was taken back is nowhere said to be issued', async () => {
	await render(Timeline, { batch: batchIn('taken-back') });
	expect(steps()).toEqual(['Handed in', 'Taken back']);
});
