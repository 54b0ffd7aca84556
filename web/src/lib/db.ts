import { Dexie, type Table } from 'dexie';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import type { Cell } from '#shared/row/cell.ts';
import type { SheetColumn } from '#shared/column/column.ts';
import type { Row } from '#shared/row/row.ts';
import type { Draft } from './drafts/draft.ts';
import type { PackedRows } from './drafts/pack-rows.ts';
import type { TypedCell } from './drafts/typed-text.ts';
import type { OutboxBatch, OutboxChunk, TakenBackBatch } from './outbox/outbox-batch.ts';
import { tellOfFullDisk } from './storage-news.ts';
import type { IssuedBlock, IssuedCursor } from './sync/history-blocks.ts';
import type { MirroredBatch } from './sync/batch-store.ts';
import type { PullCursor } from './sync/pull-cursor.ts';

/**
 * Rows of a draft, so many a record: one record a row would take forty times as long to write.
 * A row's place is `block * BLOCK_ROWS + its place in rows`.
 */
export interface DraftRowBlock {
	draftId: string;
	block: number;
	packed: PackedRows;
	/** What version 1 wrote in place of `packed`. */
	rows?: Row[];
}

/** What a row has become since its block was written; it lies over the block, so that one edit writes one record. */
export interface DraftEdit {
	draftId: string;
	rowKey: string;
	cells: Cell[];
	excluded: boolean;
	removed?: boolean;
}

/** A workbook as it was dropped, so that it can be read again in another way. */
export interface DraftFile {
	draftId: string;
	digest: string;
	file: Blob;
}

/** What stands in the open editor of one of a draft's cells. */
export interface TypedText extends TypedCell {
	draftId: string;
	organisationId: string;
}

/** What a person said of the columns of a workbook whose header has these titles. */
export interface KnownShape {
	organisationId: string;
	/** The header's titles by their keys. */
	shape: string;
	columns: SheetColumn[];
}

/** The catalog as the server last told it. */
export interface MirroredDefinition {
	organisationId: string;
	id: string;
	entry: CatalogEntry;
}

/** A definition that was being written, until it is saved or given up: a page may end at any time. */
export interface WrittenDefinition {
	organisationId: string;
	/** The definition's ID where it is edited, and `new` for the one that is not there yet. */
	place: string;
	definitionId: string;
	/** The version that is edited; 0 for a new one. */
	basedOn: number;
	/** The form as JSON. */
	form: string;
	/** The image that was chosen and is on no server yet. */
	image: { png: Uint8Array<ArrayBuffer>; hash: string } | null;
}

/** Everything that Sheaf keeps on the device. Versions are only added: an old copy of the app may have written any of them. */
class Database extends Dexie {
	declare drafts: Table<Draft, string>;
	declare draftRows: Table<DraftRowBlock, [string, number]>;
	declare draftEdits: Table<DraftEdit, [string, string]>;
	declare draftFiles: Table<DraftFile, [string, string]>;
	declare typedTexts: Table<TypedText, string>;
	declare shapes: Table<KnownShape, [string, string]>;
	declare writtenDefinitions: Table<WrittenDefinition, [string, string]>;
	declare definitions: Table<MirroredDefinition, [string, string]>;
	declare outbox: Table<OutboxBatch, string>;
	declare outboxChunks: Table<OutboxChunk, [string, number]>;
	declare takenBack: Table<TakenBackBatch, [string, string]>;
	declare issued: Table<IssuedBlock, [string, number]>;
	declare issuedCursors: Table<IssuedCursor, string>;
	declare batches: Table<MirroredBatch, [string, string]>;
	declare pullCursors: Table<PullCursor, [string, string]>;

	constructor(name: string) {
		// Strict: a write that was answered for survives a loss of power too. Relaxed is Chromium's default.
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({
			drafts: 'id, organisationId, batchId',
			draftRows: '[draftId+block]',
			draftEdits: '[draftId+rowKey]',
			definitions: '[organisationId+id], organisationId',
			outbox: 'batchId, organisationId, draftId',
			outboxChunks: '[batchId+index]'
		});
		this.version(2).stores({ draftFiles: '[draftId+digest]', shapes: '[organisationId+shape]' });
		this.version(3).stores({ issued: '[organisationId+block]', issuedCursors: 'organisationId' });
		// What `issued` holds from version 3 stays of use until it is pulled anew: see `openCursor`.
		this.version(4).stores({
			batches: '[organisationId+id], [organisationId+declaredAt], [organisationId+moving]',
			pullCursors: '[organisationId+kind]'
		});
		// Versions 1 and 2 of the app knew no wait that the server asked for.
		this.version(5).upgrade((transaction) =>
			transaction
				.table<OutboxBatch>('outbox')
				.toCollection()
				.modify((entry) => void (entry.notBeforeAt ??= 0))
		);
		this.version(6).stores({ typedTexts: 'draftId' });
		this.version(7).stores({ writtenDefinitions: '[organisationId+place]' });
		this.version(8).stores({ takenBack: '[organisationId+batchId]' });
	}
}

export const db = new Database('sheaf');
tellOfFullDisk(db);
