import type { WireRow } from '../contract/batch.ts';

const encoder = new TextEncoder();

/** SHA-256 of the bytes in lower-case hex. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A chunk's body: JSON with the members in one order and no blanks, so that the same rows are always the same bytes
 * and a repeated upload has the hash that was declared.
 */
export function encodeChunk(rows: readonly WireRow[]): Uint8Array {
	return encoder.encode(`{"rows":[${rows.map(encodeRow).join(',')}]}`);
}

/** Bytes that a row adds to its chunk, its comma included. */
export function sizeOfRow(row: WireRow): number {
	return encoder.encode(encodeRow(row)).length + 1;
}

function encodeRow(row: WireRow): string {
	const { key, credentialId, definitionId, firstName, lastName, contact, expiration, values } = row;
	return JSON.stringify({
		key,
		credentialId,
		definitionId,
		firstName,
		lastName,
		contact,
		expiration,
		values
	});
}
