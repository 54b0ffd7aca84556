import type { DraftView, ImportProgress } from '../drafts/draft.ts';
import { db } from '../db.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { connectThread } from './open-thread.ts';

// A draft of its own, in a workbook thread of its own, for tests.

export const SETTINGS = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
export const LIMITS = { importMs: 20_000, cancelMs: 2000 };
export const FIRST_AID = 'D3V2-QMHQ';
export const FORKLIFT = 'MN29-GXDJ';
export const ALL = { show: 'all' } as const;

export function startDraft(draftId: string = crypto.randomUUID()) {
	const thread = connectThread(LIMITS);

	const reopen = () => thread.openDraft(draftId, DEMO_CATALOG, SETTINGS);

	function importFiles(files: File[], onProgress: (progress: ImportProgress) => void = () => {}) {
		const draft = { id: draftId, organisationId: 'org' };
		return thread.importWorkbooks(draft, files, DEMO_CATALOG, SETTINGS, onProgress);
	}

	async function importView(...urls: string[]): Promise<DraftView> {
		const { view, refusals } = await importFiles(await Promise.all(urls.map((url) => fileOf(url))));
		if (view === null || refusals.length > 0) throw new Error(JSON.stringify(refusals));
		return view;
	}

	return { thread, draftId, reopen, importFiles, importView };
}

/** As the outbox binds a draft to its batch; null: gives it back. */
export async function bindDraft(
	{ thread, draftId }: Pick<ReturnType<typeof startDraft>, 'thread' | 'draftId'>,
	batchId: string | null
): Promise<DraftView> {
	await db.drafts.update(draftId, { batchId });
	return thread.noteBatch();
}

export async function fileOf(url: string, name = url.split('/').at(-1)!.split('?')[0]!): Promise<File> {
	return new File([await (await fetch(url)).arrayBuffer()], name);
}

export function numbersOf({ totals: { read, ready, errors, excluded } }: DraftView) {
	return { read, ready, errors, excluded };
}

export function readyBy({ totals }: DraftView) {
	return Object.fromEntries(totals.byDefinition.map(({ definitionId, ready }) => [definitionId, ready]));
}
