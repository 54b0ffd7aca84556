import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import { beside, type Figure } from './figure.ts';
import { openNewDraft } from './import.ts';
import { countReady, makeWorkbook } from './make-workbook.ts';
import { startSlowLine, type SlowLine } from './slow-line.ts';

const ROWS = 10_000;
/** 400 kbit/s and 400 ms: a telephone at the edge of a village. */
const BYTES_PER_SECOND = 50_000;
const LATENCY_MS = 400;
/** The line is cut in the middle of the batch, and the browser closed. */
const CUT_AFTER = 8;
const ISSUE_LIMIT_MS = 180_000;

/**
 * A batch of ten thousand rows over a slow line, from the person's word until the server holds all of it; and a second one whose
 * line is cut and browser closed half-way: what the server had acknowledged is not sent again.
 */
export async function measureUpload(origin: string): Promise<Figure[]> {
	const folder = mkdtempSync(join(tmpdir(), 'sheaf-bench-'));
	const line = await startSlowLine(BYTES_PER_SECOND, LATENCY_MS);
	const open = () =>
		chromium.launchPersistentContext(join(folder, 'profile'), {
			...launchOptions(),
			proxy: { server: line.address }
		});
	let context = await open();
	try {
		const first = await issueFromWorkbook(context, { origin, folder, label: 'Slow' });
		const before = performance.now();
		await first.waitForURL(/\/batches\//);
		const bodies = await first.evaluate(readChunkBodies);
		await waitUntilHeld(first);
		const slow: Figure = { name: 'upload-10k-slow', value: performance.now() - before, unit: 'ms' };
		const perRow = bytesPerRow(bodies, line);

		line.sent = [];
		line.cutAfter = CUT_AFTER;
		await issueFromWorkbook(context, { origin, folder, label: 'Cut' });
		while (line.sent.length < CUT_AFTER) await first.waitForTimeout(100);
		await context.close();
		line.cutAfter = Infinity;
		context = await open();
		const again = await context.newPage();
		await again.goto(`${origin}/batches`);
		await again.getByRole('link', { name: /^Cut/ }).first().click();
		await waitUntilHeld(again);
		return [slow, ...perRow, { name: 'resume-resent-chunks', value: countResent(line), unit: 'chunks' }];
	} finally {
		await context.close();
		await line.end();
		rmSync(folder, { recursive: true });
	}
}

/** Until the person has confirmed; the batch is in the outbox then. */
async function issueFromWorkbook(
	context: BrowserContext,
	{ origin, folder, label }: { origin: string; folder: string; label: string }
): Promise<Page> {
	const page = await context.newPage();
	await openNewDraft(page, origin, { installed: true });
	const path = join(folder, `${label}.xlsx`);
	writeFileSync(path, makeWorkbook(ROWS));
	await page.locator('input[type=file]').first().setInputFiles(path);
	await page.getByLabel('Batch Label').fill(label, { timeout: ISSUE_LIMIT_MS });
	await page.getByRole('button', { name: 'Issue Multiple Credentials' }).click();
	const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
	await dialog.getByRole('button', { name: /^Issue/ }).click();
	return page;
}

function waitUntilHeld(page: Page): Promise<void> {
	return page.getByRole('button', { name: 'Send now' }).waitFor({ timeout: ISSUE_LIMIT_MS });
}

/** What went over the line for a row, beside all rows of the batch in one gzip. */
function bytesPerRow(bodies: string, { sent }: SlowLine): Figure[] {
	const rows = countReady(ROWS);
	const sum = sent.reduce((total, { bytes }) => total + bytes, 0);
	const bare: Figure = {
		name: 'bare-gzip-bytes-per-row',
		value: gzipSync(bodies).length / rows,
		unit: 'bytes'
	};
	return [bare, beside({ name: 'upload-bytes-per-row', value: sum / rows, unit: 'bytes' }, bare)];
}

/** Runs in the page, before the chunks have left it. */
function readChunkBodies(): Promise<string> {
	return new Promise((resolve) => {
		const asked = indexedDB.open('sheaf');
		asked.onsuccess = () => {
			const all = asked.result.transaction('outboxChunks').objectStore('outboxChunks').getAll();
			all.onsuccess = () => {
				const bodies = (all.result as { body: Uint8Array }[]).map(({ body }) =>
					new TextDecoder().decode(body)
				);
				asked.result.close();
				resolve(bodies.join(''));
			};
		};
	});
}

/** How many went up after the device had their acknowledgement. */
function countResent({ sent }: SlowLine): number {
	const acknowledged = new Set<string>();
	let resent = 0;
	for (const chunk of sent) {
		if (acknowledged.has(chunk.path)) resent += 1;
		if (chunk.acknowledged) acknowledged.add(chunk.path);
	}
	return resent;
}
