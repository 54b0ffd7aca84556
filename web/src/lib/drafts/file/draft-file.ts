import * as z from 'zod';
import { Definition } from '#shared/definition/definition.ts';
import type { Row } from '#shared/row/row.ts';
import { MAX_ROWS } from '../../workbook/limits.ts';
import type { Draft } from '../draft.ts';

/**
 * A draft as one file: `SHEAFDRAFT 1` and a line feed, then gzip over the length of the head (4 bytes, big-endian), the head
 * as JSON, and the bytes of the kept workbooks one after the other.
 */
export const MAGIC = 'SHEAFDRAFT';
export const VERSION = 1;
export const ENDING = '.sheaf-draft';
/** The longest first line that may be: magic, a version of up to six digits, line feed. */
export const FIRST_LINE_BYTES = MAGIC.length + 8;

/** Two hundred thousand rows of usual texts take a quarter of it. */
export const MAX_HEAD_BYTES = 256 * 1024 * 1024;
export const MAX_FILE_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 200;

export interface OrganisationName {
	id: string;
	name: string;
}

/** What a file holds, after everything that must not be believed was left out. */
export interface DraftInFile {
	organisation: OrganisationName;
	savedAt: string;
	draft: Draft;
	rows: Row[];
	/** Rows that could not be read. */
	lostRows: number;
	/** The definitions as they were when the draft was saved. */
	definitions: Definition[];
	files: { digest: string; file: Blob }[];
}

const numbers = z.array(z.int()).max(MAX_ROWS);
const list = z.array(z.unknown()).max(MAX_ROWS);

/** The head's outline; what is inside of the draft and its rows passes the same repair gate as IndexedDB's. */
export const Head = z.object({
	organisation: z.object({ id: z.string().min(1).max(100), name: z.string().max(200) }),
	savedAt: z.iso.datetime(),
	draft: z.unknown(),
	rows: z.object({
		keys: list,
		credentialIds: list,
		sources: list,
		lines: numbers,
		flags: numbers,
		places: z.array(z.tuple([z.int().nonnegative(), z.number()])).max(MAX_ROWS),
		cells: list
	}),
	definitions: z.array(z.unknown()).max(1000),
	files: z
		.array(
			z.object({
				digest: z.string().regex(/^[0-9a-f]{64}$/),
				name: z.string().max(500),
				type: z.string().max(200),
				size: z.int().nonnegative().max(MAX_FILE_BYTES)
			})
		)
		.max(MAX_FILES)
});
export type Head = z.infer<typeof Head>;

/** Whether the bytes say that they are a draft, whatever the file is called. */
export async function isDraftFile(file: Blob): Promise<boolean> {
	return (await file.slice(0, MAGIC.length + 1).text()) === `${MAGIC} `;
}
