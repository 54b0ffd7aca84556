import * as z from 'zod';
import { DELIVERY_STATES } from '../delivery/delivery.ts';

/** Changes in one answer at most, and where the request does not say. */
export const HISTORY_LIMIT = 2000;
const HISTORY_DEFAULT = 1000;

export const HISTORY_STATES = ['held', 'issued', 'revoked', 'superseded', 'gone'] as const;

/**
 * What became of one row that was issued; the last one told of a `credentialId` counts. Times are RFC 3339 with a zone.
 * Of a held row, `validFrom` is the end of the hold, which may come sooner after all, and `validUntil` what follows from that.
 */
export const HistoryChange = z.object({
	credentialId: z.string(),
	definitionId: z.string(),
	firstName: z.string(),
	lastName: z.string(),
	contact: z.string(),
	validFrom: z.string(),
	/** null: for ever. */
	validUntil: z.string().nullable(),
	/** `gone`: taken back before anything was signed. */
	state: z.enum(HISTORY_STATES),
	batchId: z.string(),
	/** The row's place in the draft, as the rows of its batch are ordered. */
	position: z.int().nonnegative(),
	revokedAt: z.string().nullable(),
	revokedReason: z.string().nullable(),
	/** What is known of its mail, as in `BatchRow`; null before it is issued. */
	delivery: z
		.object({ state: z.enum(DELIVERY_STATES), at: z.string(), code: z.string().nullable() })
		.nullable()
});
export type HistoryChange = z.infer<typeof HistoryChange>;

/** Where the changes go on. Made by the server, without meaning to anybody else. */
const Cursor = z.string().regex(/^\d{1,15}\.\d{1,7}$/);

/**
 * GET /history?cursor=&limit= : what the organisation issued and what became of it and of its mail, in the order of
 * change, from behind the cursor on or from the beginning. A cursor that this server did not make is `request-invalid` at `/cursor`: begin
 * anew.
 */
export const HistoryQuery = z.object({
	cursor: Cursor.optional(),
	limit: z.coerce.number().int().min(1).max(HISTORY_LIMIT).default(HISTORY_DEFAULT)
});

export const HistoryPage = z.object({
	/** Whose history it is: who is signed in may have changed since the question was thought of. */
	organisationId: z.string(),
	changes: z.array(HistoryChange),
	/** For the next question, now where there is `more`, later where there is not. */
	cursor: Cursor,
	more: z.boolean()
});
export type HistoryPage = z.infer<typeof HistoryPage>;
