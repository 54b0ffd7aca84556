import type { WireRow } from '#shared/contract/batch.ts';
import type { Break } from './broken.ts';
import type { OutboxBatch } from '#lib/outbox/outbox-batch.ts';

// What the harness and a tab say to each other.

/** What a tab is begun with. */
export interface TabStart {
	tab: string;
	organisationId: string;
	/** The device's clock, milliseconds since the epoch. */
	now: number;
	/** Of the tab's own jitter. */
	seed: number;
	broken: Break | null;
}

export interface Issuing {
	draftId: string;
	batchId: string;
	organisationId: string;
	label: string;
	digests: string[];
	chunks: WireRow[][];
	definitions: { id: string; version: number }[];
}

/** What a person or the browser does in a tab. */
export type Command =
	| { kind: 'draft'; draftId: string; organisationId: string; rows: WireRow[] }
	| { kind: 'issue'; issuing: Issuing }
	| { kind: 'take-back'; batchId: string }
	| { kind: 'return-refused'; batchId: string }
	| { kind: 'dismiss'; batchId: string }
	/** Opens the batch's page, which asks the server for it. */
	| { kind: 'look'; batchId: string }
	/** The browser says that it is online, or the app is looked at again. */
	| { kind: 'wake' }
	/** As the service worker does after Background Sync. */
	| { kind: 'sync' }
	| { kind: 'fire'; timer: number }
	| { kind: 'clock'; now: number }
	| { kind: 'read' };

export interface Kept {
	outbox: OutboxBatch[];
	chunks: number;
	drafts: { id: string; batchId: string | null }[];
}

/** `write`: stands before a write to IndexedDB. `dying`: reached the point at which it is to be closed. */
export interface Report {
	tab: string;
	kind: 'write' | 'dying' | 'quiet';
	tables: string[];
	/** That the tab has begun and that have not ended. */
	transactions: number;
	/** How many impulses (commands, answers) the tab has had. */
	seen: number;
	/** Requests that have left and are not answered. */
	fetches: string[];
	locks: { asked: number; granted: number; released: number };
	timers: { id: number; dueAt: number }[];
	/** Commands that have come to their end since the last report. */
	ended: { command: Command['kind']; result: unknown; fault: string | null }[];
}

/** How a write goes on: where the tab is closed, if it is. */
export interface Verdict {
	closed: 'in-the-middle' | 'after-commit' | null;
	/** With `in-the-middle`: after how many of the transaction's writes. */
	writes: number;
}
