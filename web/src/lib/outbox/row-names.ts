import { Chunk } from '#shared/contract/batch.ts';
import { readAllChunks } from './outbox-tables.ts';

/** As many refused rows are named in words; the draft marks them all. */
const NAMED_ROWS = 5;

/** Whom the first of these rows are for, as the batch's chunks have them. */
export async function readRowNames(batchId: string, rowKeys: string[]): Promise<string[]> {
	const wanted = new Set(rowKeys.slice(0, NAMED_ROWS));
	const names: string[] = [];
	if (wanted.size === 0) return names;
	const decoder = new TextDecoder();
	for await (const { body } of readAllChunks(batchId)) {
		for (const row of rowsOf(decoder.decode(body))) {
			if (wanted.delete(row.key)) names.push(`${row.firstName} ${row.lastName}`.trim());
		}
		if (wanted.size === 0) break;
	}
	return names;
}

function rowsOf(text: string): Chunk['rows'] {
	try {
		const chunk = Chunk.safeParse(JSON.parse(text));
		return chunk.success ? chunk.data.rows : [];
	} catch {
		// Names are a courtesy; the refusal stands without them.
		return [];
	}
}
