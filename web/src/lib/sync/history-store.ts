import type { HistoryPage } from '#shared/contract/history.ts';
import { db } from '../db.ts';
import {
	addChange,
	BLOCK_CHANGES,
	COLUMNS_VERSION,
	emptyColumns,
	HOLDER_SAMPLE,
	isWhole,
	type HistoryColumns,
	type IssuedCursor
} from './history-blocks.ts';

/**
 * How far the organisation's history was pulled. `isOld`: another version of the app wrote it; what is told next takes its
 * place, and until then it stays of use.
 */
export async function openCursor(organisationId: string): Promise<IssuedCursor & { isOld: boolean }> {
	const kept = await db.issuedCursors.get(organisationId);
	if (!kept) return { ...(await beginAnew(organisationId)), isOld: false };
	return { ...kept, isOld: kept.holders !== HOLDER_SAMPLE || kept.columns !== COLUMNS_VERSION };
}

/** Forgets what was pulled, so that all of it is told again. */
export function beginAnew(organisationId: string): Promise<IssuedCursor> {
	const cursor = freshCursor(organisationId);
	return db.transaction('rw', db.issued, db.issuedCursors, async () => {
		await blocksOf(organisationId).delete();
		await db.issuedCursors.put(cursor);
		return cursor;
	});
}

function freshCursor(organisationId: string): IssuedCursor {
	return {
		organisationId,
		cursor: null,
		changes: 0,
		asOf: null,
		holders: HOLDER_SAMPLE,
		columns: COLUMNS_VERSION,
		begun: crypto.randomUUID()
	};
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
export function appendPage(
	asked: IssuedCursor & { isOld: boolean },
	page: HistoryPage,
	now: number
): Promise<boolean> {
	const { organisationId } = asked;
	return db.transaction('rw', db.issued, db.issuedCursors, async () => {
		let kept = await db.issuedCursors.get(organisationId);
		if (!kept || kept.cursor !== asked.cursor || kept.changes !== asked.changes) return false;
		if (asked.isOld) {
			await blocksOf(organisationId).delete();
			kept = freshCursor(organisationId);
		}
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

/** What was pulled, block by block from `from` on; null where something of it cannot be read. */
export async function readHistory(
	organisationId: string,
	from = 0
): Promise<{ cursor: IssuedCursor | null; blocks: HistoryColumns[] } | null> {
	const [cursor, blocks] = await db.transaction('r', db.issued, db.issuedCursors, () =>
		Promise.all([db.issuedCursors.get(organisationId), blocksOf(organisationId, from).toArray()])
	);
	if (!cursor) return { cursor: null, blocks: [] };
	const columns = blocks.map((block) => block.columns).filter(isWhole);
	const changes = columns.reduce((sum, { holder }) => sum + holder.length, from * BLOCK_CHANGES);
	return changes === cursor.changes ? { cursor, blocks: columns } : null;
}

async function readBlock(organisationId: string, block: number): Promise<HistoryColumns> {
	const kept = await db.issued.get([organisationId, block]);
	return kept?.columns ?? emptyColumns();
}

function blocksOf(organisationId: string, from = 0) {
	return db.issued
		.where('[organisationId+block]')
		.between([organisationId, from], [organisationId, Infinity]);
}
