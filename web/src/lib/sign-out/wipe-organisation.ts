import type { Table } from 'dexie';
import { db } from '../db.ts';
import { IMAGES_CACHE } from '../kept-images.ts';
import { forgetAllReceivedFiles } from '../received-files.ts';
import { LEAVING_AT } from './leaving-mark.ts';

/** Tables whose records hang on a draft or on a batch in the outbox; all others name their organisation. */
const OF_A_DRAFT = ['draftRows', 'draftEdits', 'draftFiles'];
const OF_A_BATCH = ['outboxChunks'];

/** Takes everything of the organisation off the device. May be repeated at any time, and leaves other organisations' alone. */
export async function wipeOrganisation(organisationId: string): Promise<void> {
	await db.transaction('rw', db.tables, async () => {
		for (const table of db.tables) {
			if (OF_A_DRAFT.includes(table.name) || OF_A_BATCH.includes(table.name)) continue;
			await deleteOwn(table, organisationId);
		}
		await keepOnly(OF_A_DRAFT, await db.drafts.toCollection().primaryKeys());
		await keepOnly(OF_A_BATCH, await db.outbox.toCollection().primaryKeys());
	});
	// Nobody is told whom a shared file was meant for; it came while this organisation was signed in, or nobody was.
	await forgetAllReceivedFiles();
	await forgetImages();
	forgetKeys(organisationId);
}

async function deleteOwn(table: Table<{ organisationId?: unknown }>, organisationId: string): Promise<void> {
	const { primKey, indexes } = table.schema;
	const isIndexed = [primKey, ...indexes].some(({ keyPath }) => keyPath === 'organisationId');
	const own = isIndexed
		? table.where('organisationId').equals(organisationId)
		: table.filter((record) => record.organisationId === organisationId);
	await own.delete();
}

/** By what stays, not by what goes: what belongs to nothing any more goes too. The first part of a key names the owner. */
async function keepOnly(names: readonly string[], owners: readonly string[]): Promise<void> {
	const kept = new Set(owners);
	for (const name of names) {
		const keys = (await db.table(name).toCollection().primaryKeys()) as unknown as [string, unknown][];
		await db.table(name).bulkDelete(keys.filter(([owner]) => !kept.has(owner)) as never[]);
	}
}

/** Badges that no definition left on the device shows. */
async function forgetImages(): Promise<void> {
	if (!(await caches.has(IMAGES_CACHE))) return;
	const others = JSON.stringify(await db.definitions.toArray());
	const cache = await caches.open(IMAGES_CACHE);
	for (const request of await cache.keys())
		if (!others.includes(new URL(request.url).pathname)) await cache.delete(request);
}

function forgetKeys(organisationId: string): void {
	for (const key of Object.keys(localStorage)) {
		if (!key.startsWith('sheaf-') || key === LEAVING_AT) continue;
		const tellsOfIt = key.includes(organisationId) || localStorage.getItem(key)?.includes(organisationId);
		if (tellsOfIt) localStorage.removeItem(key);
	}
}
