import type { BatchRow, PastRecipient, RowState } from '#shared/contract/batch.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { db } from '../db.ts';
import { IssuedIndex, type IssuedRow } from './issued-index.ts';

export interface RowQuery {
	search: string;
	state: RowState | '';
	delivery: DeliveryState | '';
}

export interface FoundRecipients {
	recipients: PastRecipient[];
	more: boolean;
}

export interface FoundRows {
	rows: BatchRow[];
	more: boolean;
	/** Rows of the batch that this device knows, whatever was asked for. */
	known: number;
}

/** What is asked of the mirror's thread; null where the device knows nothing yet. */
export interface IssuedSearch {
	/** Issued credentials, newest first, by name or contact. */
	searchRecipients(organisationId: string, search: string, limit: number): Promise<FoundRecipients | null>;
	/** The rows of a batch in the order of the draft. */
	searchRows(batch: BatchOf, query: RowQuery, limit: number): Promise<FoundRows | null>;
	/** The rows of a batch whose mail failed, in the order of the draft. */
	listFailures(batch: BatchOf): Promise<BatchRow[] | null>;
}

export interface BatchOf {
	organisationId: string;
	batchId: string;
}

/** Searches what the device knows of the organisation's credentials; keeps the last organisation's read. */
export function makeIssuedSearch(): IssuedSearch {
	let kept: { organisationId: string; index: IssuedIndex } | null = null;
	let turn: Promise<unknown> = Promise.resolve();

	/** One question reads what is new after the other: an index is not read into twice at once. */
	function open(organisationId: string): Promise<IssuedIndex | null> {
		const opened = turn.then(() => readOn(organisationId));
		turn = opened.catch(() => {});
		return opened;
	}

	async function readOn(organisationId: string): Promise<IssuedIndex | null> {
		if (kept?.organisationId !== organisationId)
			kept = { organisationId, index: new IssuedIndex(organisationId) };
		const { index } = kept;
		return (await index.refresh()) ? index : null;
	}

	return {
		async searchRecipients(organisationId, search, limit) {
			const index = await open(organisationId);
			if (!index) return null;
			const text = foldText(search);
			const places = take(index.newestFirst(), limit + 1, (place) => index.contains(place, text));
			const rows = places.slice(0, limit).map((place) => index.rowAt(place));
			return { recipients: await withLabels(organisationId, rows), more: places.length > limit };
		},

		async searchRows({ organisationId, batchId }, { search, state, delivery }, limit) {
			const index = await open(organisationId);
			if (!index) return null;
			const text = foldText(search);
			const all = index.rowsOf(batchId);
			const places = take(all, limit + 1, (place) => {
				if (!index.contains(place, text)) return false;
				if (!state && !delivery) return true;
				const row = index.rowAt(place);
				return (!state || row.state === state) && (!delivery || row.delivery?.state === delivery);
			});
			const rows = places.slice(0, limit).map((place) => asBatchRow(index.rowAt(place)));
			return { rows, more: places.length > limit, known: all.length };
		},

		async listFailures({ organisationId, batchId }) {
			const index = await open(organisationId);
			if (!index) return null;
			const isSettled = (await db.batches.get([organisationId, batchId]))?.batch.settledAt != null;
			const rows = index.rowsOf(batchId).map((place) => index.rowAt(place));
			return rows.filter((row) => isFailed(row, isSettled)).map(asBatchRow);
		}
	};
}

function take(places: readonly number[], count: number, matches: (place: number) => boolean): number[] {
	const taken: number[] = [];
	for (const place of places) {
		if (matches(place) && taken.push(place) === count) break;
	}
	return taken;
}

/** As the server's error report has it: a mail that is still delayed when the batch is settled was given up. */
function isFailed({ delivery }: IssuedRow, isSettled: boolean): boolean {
	if (!delivery || delivery.code === 'revoked' || delivery.code === 'superseded') return false;
	return (
		['bounced', 'complained', 'failed'].includes(delivery.state) ||
		(isSettled && delivery.state === 'delayed')
	);
}

/** The row's key is known to its draft and to the server alone. */
function asBatchRow({ batchId: _, ...row }: IssuedRow): BatchRow {
	return { key: row.credentialId, ...row };
}

async function withLabels(organisationId: string, rows: readonly IssuedRow[]): Promise<PastRecipient[]> {
	const ids = [...new Set(rows.map(({ batchId }) => batchId))];
	const batches = await db.batches.bulkGet(ids.map((id) => [organisationId, id] as [string, string]));
	const labels = new Map(ids.map((id, at) => [id, batches[at]?.batch.label ?? '']));
	return rows.map((row) => ({ ...row, batchLabel: labels.get(row.batchId) ?? '' }));
}
