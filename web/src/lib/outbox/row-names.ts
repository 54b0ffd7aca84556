import { rowsOfChunk } from './chunk-rows.ts';
import { readAllChunks } from './outbox-tables.ts';

/** As many refused rows are named in words; the draft marks them all. */
const NAMED_ROWS = 5;

/** Whom the first of these rows are for, as the batch's chunks have them. */
export async function readRowNames(batchId: string, rowKeys: string[]): Promise<string[]> {
	const wanted = new Set(rowKeys.slice(0, NAMED_ROWS));
	const names: string[] = [];
	if (wanted.size === 0) return names;
	for await (const { body } of readAllChunks(batchId)) {
		for (const row of rowsOfChunk(body)) {
			if (wanted.delete(row.key)) names.push(`${row.firstName} ${row.lastName}`.trim());
		}
		if (wanted.size === 0) break;
	}
	return names;
}
