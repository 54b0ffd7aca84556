import { Chunk } from '#shared/contract/batch.ts';

const decoder = new TextDecoder();

/** The rows of a chunk as it lies on this device; none where it can no longer be read. */
export function rowsOfChunk(body: Uint8Array): Chunk['rows'] {
	try {
		const chunk = Chunk.safeParse(JSON.parse(decoder.decode(body)));
		return chunk.success ? chunk.data.rows : [];
	} catch {
		// The server compares digests, so a damaged chunk is never issued; whoever only reads along goes on without it.
		return [];
	}
}
