import { CHUNK_BYTES, CHUNK_ROWS, type WireRow } from '../contract/batch.ts';
import { sizeOfRow } from './digest.ts';

/** Room for the braces around the rows. */
const AROUND = 16;

/** The rows in order, in chunks that stay within the contract's number of rows and bytes. */
export function splitRows(rows: readonly WireRow[]): WireRow[][] {
	const chunks: WireRow[][] = [];
	let chunk: WireRow[] = [];
	let bytes = AROUND;
	for (const row of rows) {
		const size = sizeOfRow(row);
		if (chunk.length > 0 && (chunk.length === CHUNK_ROWS || bytes + size > CHUNK_BYTES)) {
			chunks.push(chunk);
			chunk = [];
			bytes = AROUND;
		}
		chunk.push(row);
		bytes += size;
	}
	if (chunk.length > 0) chunks.push(chunk);
	return chunks;
}
