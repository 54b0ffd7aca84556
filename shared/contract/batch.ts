import * as z from 'zod';
import { DELIVERY_STATES } from '../delivery/delivery.ts';
import { ONE_LINE } from '../row/plain-text.ts';
import { ChangeCursor } from './change-cursor.ts';

/** Rows in one chunk; a chunk's body stays far below D1's limits. */
export const CHUNK_ROWS = 250;
export const CHUNK_BYTES = 900_000;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** In lower case, however it was written, so that one id is one text. */
const uuid = z.uuid().toLowerCase();
/** Definitions in one batch, or in one organisation's setup. */
export const BATCH_DEFINITIONS = 1000;

/** A row on the wire: the Recipient's canonical text, so that the server's own `validateRow` gives the same Recipient. */
export const WireRow = z.object({
	key: z.string().min(1).max(64),
	credentialId: uuid,
	definitionId: z.string().max(40),
	firstName: z.string(),
	lastName: z.string(),
	contact: z.string(),
	/** `YYYY-MM-DD`, an ISO 8601 duration or `never`. */
	expiration: z.string(),
	values: z.array(z.string()).max(60)
});
export type WireRow = z.infer<typeof WireRow>;

/**
 * PUT /batches/ID declares a batch; the ID is a UUID made on the device. The same declaration again answers as before,
 * a different one under the same ID is 409 `content-conflict`.
 */
export const BatchDeclaration = z.object({
	label: z.string().trim().max(120).regex(ONE_LINE),
	rowCount: z.int().min(1).max(200_000),
	/** SHA-256 (hex) of each chunk's body, byte for byte, in order. */
	chunks: z.array(hash).min(1).max(4000),
	/** The definition versions that the rows were validated against. */
	definitions: z
		.array(z.object({ id: z.string().max(40), version: z.int().positive() }))
		.min(1)
		.max(BATCH_DEFINITIONS)
});
export type BatchDeclaration = z.infer<typeof BatchDeclaration>;

/** PUT /batches/ID/chunks/N: the body whose hash was declared. Every row is validated again; 422 `row-invalid` names rows. */
export const Chunk = z.object({ rows: z.array(WireRow).min(1).max(CHUNK_ROWS) });
export type Chunk = z.infer<typeof Chunk>;

export const BATCH_STATES = ['receiving', 'held', 'issuing', 'issued', 'taken-back'] as const;
export const ROW_STATES = ['received', 'held', 'taken-back', 'issued', 'revoked', 'superseded'] as const;

const rowTotals = z.object(
	Object.fromEntries(ROW_STATES.map((s) => [s, z.int()])) as Record<RowState, z.ZodInt>
);
const deliveryTotals = z.object(
	Object.fromEntries(DELIVERY_STATES.map((s) => [s, z.int()])) as Record<
		(typeof DELIVERY_STATES)[number],
		z.ZodInt
	>
);
export type RowState = (typeof ROW_STATES)[number];

/** A batch as the server has it. Times are RFC 3339 in UTC, or null. `rows` adds up to `rowCount`. */
export const Batch = z.object({
	id: uuid,
	label: z.string(),
	state: z.enum(BATCH_STATES),
	rowCount: z.int(),
	/** Indexes of the chunks that arrived; a sender resumes with the others. */
	chunksReceived: z.int(),
	chunkCount: z.int(),
	createdBy: z.string(),
	declaredAt: z.string(),
	/** When the issue request was accepted. */
	issuedAt: z.string().nullable(),
	/** Nothing is signed or mailed before this. */
	heldUntil: z.string().nullable(),
	/** When the last mail was settled (delivered, bounced or failed for good). */
	settledAt: z.string().nullable(),
	definitions: z.array(z.object({ id: z.string(), version: z.int(), name: z.string(), rows: z.int() })),
	rows: rowTotals,
	/** One delivery for each credential of the batch; adds up to the issued, revoked and superseded rows. */
	deliveries: deliveryTotals,
	errorReport: z.object({ failures: z.int(), madeAt: z.string() }).nullable()
});
export type Batch = z.infer<typeof Batch>;

/** GET /batches?search=&cursor= : newest first; `search` matches the label anywhere, in any case. */
export const BatchList = z.object({ batches: z.array(Batch), cursor: z.string().nullable() });

/** Batches in one answer at most, and where the request does not say. */
export const BATCH_CHANGES_LIMIT = 100;

/**
 * GET /batches/changes?cursor=&limit= : the batches that changed behind the cursor, or all, as they are now, in the order
 * of their last change. Everything that a Batch shows counts as a change, but for the chunks that arrive. A cursor that
 * this server did not make is `request-invalid` at `/cursor`: begin anew.
 */
export const BatchChangesQuery = z.object({
	cursor: ChangeCursor.optional(),
	limit: z.coerce.number().int().min(1).max(BATCH_CHANGES_LIMIT).default(BATCH_CHANGES_LIMIT)
});

export const BatchChanges = z.object({
	/** Whose batches they are: who is signed in may have changed since the question was thought of. */
	organisationId: z.string(),
	batches: z.array(Batch),
	/** For the next question, now where there is `more`, later where there is not. */
	cursor: ChangeCursor,
	more: z.boolean()
});
export type BatchChanges = z.infer<typeof BatchChanges>;

/** A row of a batch and its mail. */
export const BatchRow = z.object({
	key: z.string(),
	credentialId: uuid,
	definitionId: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	contact: z.string(),
	state: z.enum(ROW_STATES),
	validFrom: z.string().nullable(),
	validUntil: z.string().nullable(),
	revokedAt: z.string().nullable(),
	revokedReason: z.string().nullable(),
	delivery: z
		.object({
			state: z.enum(DELIVERY_STATES),
			at: z.string(),
			/** The provider's or RFC 3463's code, such as `5.1.1`. */
			code: z.string().nullable(),
			detail: z.string().nullable()
		})
		.nullable()
});
export type BatchRow = z.infer<typeof BatchRow>;

/** More than both names and the address of any row. */
const LONGEST_SEARCH = 1000;
const cursor = z.string().max(100).nullable();

/**
 * POST /batches/ID/rows/search: the batch's rows in the order of the draft, 100 at a time. What a person types may be a
 * name or an address, and addresses of requests stand in logs; so searches for people are sent as bodies.
 */
export const BatchRowSearch = z.object({
	search: z.string().max(LONGEST_SEARCH).optional(),
	state: z.enum(ROW_STATES).optional(),
	delivery: z.enum(DELIVERY_STATES).optional(),
	cursor: cursor.optional()
});
export type BatchRowSearch = z.infer<typeof BatchRowSearch>;

export const BatchRowList = z.object({ rows: z.array(BatchRow), cursor: z.string().nullable() });

// POST /batches/ID/issue, /take-back, /release: no body; answer the Batch. Each may be repeated with the same answer.

/** POST /revocations: answers `{revoked}`, the number that became revoked now. Revocation is final. */
export const Revocation = z.object({
	batchId: uuid,
	/** Absent: the whole batch. */
	credentialIds: z.array(uuid).min(1).max(1000).optional(),
	reason: z.string().trim().min(1).max(500)
});
export type Revocation = z.infer<typeof Revocation>;

/** GET /batches/ID/error-report */
export const ErrorReport = z.object({
	batchId: uuid,
	label: z.string(),
	madeAt: z.string(),
	failures: z.array(BatchRow)
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/** POST /recipients/search: what was issued, newest first, by name or contact. */
export const RecipientSearch = BatchRowSearch.pick({ search: true, cursor: true });
export type RecipientSearch = z.infer<typeof RecipientSearch>;

export const PastRecipientList = z.object({
	recipients: z.array(
		BatchRow.omit({ key: true, delivery: true }).extend({
			batchId: uuid,
			batchLabel: z.string(),
			/** What became of its mail; an older server does not tell. */
			delivery: BatchRow.shape.delivery.optional()
		})
	),
	cursor: z.string().nullable()
});
export type PastRecipient = z.infer<typeof PastRecipientList>['recipients'][number];
