import { encodeChunk, sha256Hex } from '#shared/batch/digest.ts';
import { wireRowOf } from '#shared/batch/wire-row.ts';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import type { Recipient } from '#shared/row/row.ts';
import type { Draft } from '#lib/drafts/draft.ts';
import { emptyDraft } from '#lib/drafts/empty-draft.ts';
import { removeDraft, storeDraft } from '#lib/drafts/store-draft.ts';
import { enqueueBatch } from '#lib/outbox.ts';
import { cellsOf, columnsOf, type SingleRow } from './single-row.ts';

export interface SingleIssue {
	organisationId: string;
	entry: CatalogEntry;
	row: SingleRow;
	recipient: Recipient;
	label: string;
	/** UUIDs made on the device. */
	ids: { batch: string; draft: string; key: string; credential: string };
	/** RFC 3339, UTC. */
	at: string;
}

/**
 * A batch of one. A draft of one row goes with it, so that what is taken back or refused comes back as something that
 * can be put right, as with every other batch.
 */
export async function issueSingle(issue: SingleIssue): Promise<void> {
	const { entry, row, recipient, label, ids, at, organisationId } = issue;
	const draft: Draft = {
		...emptyDraft({ id: ids.draft, organisationId }, at),
		label,
		columns: columnsOf(entry),
		rowCount: 1
	};
	const rows = [{ key: ids.key, credentialId: ids.credential, source: null, cells: cellsOf(entry, row) }];
	const chunk = encodeChunk([wireRowOf(recipient, ids.key, ids.credential)]);
	const declaration = {
		label,
		rowCount: 1,
		chunks: [await sha256Hex(chunk)],
		definitions: [{ id: entry.id, version: entry.version }]
	};
	await storeDraft({ isNew: true, draft, rows, changed: [0], storedRows: 0, edited: new Set() });
	try {
		await enqueueBatch({
			batchId: ids.batch,
			organisationId,
			draftId: ids.draft,
			declaration,
			chunks: [chunk]
		});
	} catch (fault) {
		// No room left on the device: what was to be issued still stands in the form.
		await removeDraft(ids.draft);
		throw fault;
	}
}
