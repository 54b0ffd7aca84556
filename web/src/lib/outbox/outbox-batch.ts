import type { BatchDeclaration } from '#shared/contract/batch.ts';
import type { ProblemCode } from '#shared/contract/problem.ts';

/** Why a batch stands still until a person does something. In none of these was anything issued by it. */
export type Attention =
	/** The definitions are no longer those that the rows were validated against: the draft is given back. */
	| ({ kind: 'definition-changed' } & RefusedRows)
	/** The server's own validation found these rows wrong: the draft is given back. */
	| ({ kind: 'row-invalid' } & RefusedRows)
	/** Goes on by itself after the next sign-in. */
	| { kind: 'sign-in-needed' }
	/** The server refused the batch for good; `rowKeys` where it named rows (already issued in another batch). */
	| ({ kind: 'refused'; code: ProblemCode } & RefusedRows);

/** The rows that the server named, by their keys in the draft, and the names of the first of them. */
export interface RefusedRows {
	rowKeys: string[];
	names?: string[];
	/** Those of `rowKeys` whose rows were changed in the draft since. */
	changedKeys?: string[];
}

/** `held`: the server has accepted the issue request; from then on the server's own Batch tells the truth. */
export type OutboxState = 'waiting' | 'sending' | 'held' | 'needs-attention';

/** A batch that was issued on the device, as it lies in IndexedDB; its chunks lie beside it. */
export interface OutboxBatch {
	/** UUID made on the device, the same over all retries. */
	batchId: string;
	organisationId: string;
	draftId: string;
	declaration: BatchDeclaration;
	state: OutboxState;
	attention: Attention | null;
	/** The server may know of the batch: a request was started, whether or not its answer came back. */
	begun: boolean;
	/** The person wants it back; the sender asks the server before it gives the draft back. */
	takingBack: boolean;
	/** The wish came when the server had begun to issue. Told until a person has read it. */
	tookBackTooLate?: boolean;
	/** An issue request was started: only before it is it known, without the server, that nothing was issued. */
	issueAsked?: boolean;
	/** The draft is the person's again, and may have been issued under another batch since. */
	givenBack?: boolean;
	chunksAcknowledged: number;
	/** RFC 3339, UTC. */
	queuedAt: string;
	heldUntil: string | null;
	/** Failed attempts in a row, and when the next one is due (milliseconds since the epoch). */
	failures: number;
	dueAt: number;
	/** Before this the server asked not to be asked again, whatever happens meanwhile. */
	notBeforeAt: number;
}

/** A batch that was taken back: kept for the list, since the server may never have known it. Its chunks are not named. */
export interface TakenBackBatch extends Pick<
	OutboxBatch,
	'batchId' | 'organisationId' | 'draftId' | 'declaration' | 'queuedAt'
> {
	/** Somebody did it on another device while this one was sending. Told until a person has read it. */
	isNews: boolean;
}

/** A chunk's exact bytes, as their hash was declared. */
export interface OutboxChunk {
	batchId: string;
	index: number;
	body: Uint8Array<ArrayBuffer>;
	acknowledged: boolean;
}
