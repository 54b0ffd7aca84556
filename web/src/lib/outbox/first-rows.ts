import type { WireRow } from '#shared/contract/batch.ts';
import { rowsOfChunk } from './chunk-rows.ts';
import { readAllChunks } from './outbox-tables.ts';

/** The first rows of a batch that waits on this device, in the order of its draft; none once the server has it. */
export async function readFirstRows(batchId: string, count: number): Promise<WireRow[]> {
	const rows: WireRow[] = [];
	for await (const { body } of readAllChunks(batchId)) {
		rows.push(...rowsOfChunk(body));
		if (rows.length >= count) break;
	}
	return rows.slice(0, count);
}
