import type { HistoryPage } from '#shared/contract/history.ts';
import { db } from '../db.ts';
import {
	addChange,
	BLOCK_CHANGES,
	emptyColumns,
	HOLDER_SAMPLE,
	isWhole,
	type HistoryColumns,
	type IssuedCursor
} from './history-blocks.ts';

/** How far the organisation's history was pulled; begins it where there is none, or one that another version wrote. */
export async function openCursor(organisationId: string): Promise<IssuedCursor> {
	const kept = await db.issuedCursors.get(organisationId);
	return kept?.holders === HOLDER_SAMPLE ? kept : beginAnew(organisationId);
}

/** Forgets what was pulled, so that all of it is told again. */
export function beginAnew(organisationId: string): Promise<IssuedCursor> {
	const cursor: IssuedCursor = {
		organisationId,
		cursor: null,
		changes: 0,
		asOf: null,
		holders: HOLDER_SAMPLE
	};
	return db.transaction('rw', db.issued, db.issuedCursors, async () => {
		await blocksOf(organisationId).delete();
		await db.issuedCursors.put(cursor);
		return cursor;
	});
}

/** Wipes the organisation's history off the device. A pull that is under way then stores nothing more. */
export async function forgetHistory(organisationId: string): Promise<void> {
	await db.transaction('rw', db.issued, db.issuedCursors, async () => {
		await blocksOf(organisationId).delete();
		await db.issuedCursors.delete(organisationId);
	});
}

/**
 * Adds a page behind what is there and moves the cursor on, in one transaction. false, and nothing is stored, where the
 * cursor is no longer the one that the page was asked for with.
 */
export function appendPage(asked: IssuedCursor, page: HistoryPage, now: number): Promise<boolean> {
	const { organisationId } = asked;
	return db.transaction('rw', db.issued, db.issuedCursors, async () => {
		const kept = await db.issuedCursors.get(organisationId);
		if (!kept || kept.cursor !== asked.cursor || kept.changes !== asked.changes) return false;
		const blocks = new Map<number, HistoryColumns>();
		let { changes } = kept;
		for (const change of page.changes) {
			const block = Math.floor(changes / BLOCK_CHANGES);
			if (!blocks.has(block)) blocks.set(block, await readBlock(organisationId, block));
			addChange(blocks.get(block)!, change);
			changes += 1;
		}
		await db.issued.bulkPut([...blocks].map(([block, columns]) => ({ organisationId, block, columns })));
		const asOf = page.more ? kept.asOf : now;
		await db.issuedCursors.put({ ...kept, cursor: page.cursor, changes, asOf });
		return true;
	});
}

/** What was pulled, block by block; null where something of it cannot be read. */
export async function readHistory(
	organisationId: string
): Promise<{ cursor: IssuedCursor | null; blocks: HistoryColumns[] } | null> {
	const [cursor, blocks] = await db.transaction('r', db.issued, db.issuedCursors, () =>
		Promise.all([db.issuedCursors.get(organisationId), blocksOf(organisationId).toArray()])
	);
	if (!cursor) return { cursor: null, blocks: [] };
	const columns = blocks.map((block) => block.columns).filter(isWhole);
	const changes = columns.reduce((sum, { holder }) => sum + holder.length, 0);
	return changes === cursor.changes ? { cursor, blocks: columns } : null;
}

async function readBlock(organisationId: string, block: number): Promise<HistoryColumns> {
	const kept = await db.issued.get([organisationId, block]);
	return kept?.columns ?? emptyColumns();
}

function blocksOf(organisationId: string) {
	return db.issued.where('[organisationId+block]').between([organisationId, 0], [organisationId, Infinity]);
}
