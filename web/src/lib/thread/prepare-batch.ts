import { encodeChunk, sha256Hex } from '#shared/batch/digest.ts';
import { splitRows } from '#shared/batch/split-rows.ts';
import { wireRowOf } from '#shared/batch/wire-row.ts';
import type { BatchDeclaration, WireRow } from '#shared/contract/batch.ts';
import type { DraftState } from './draft-state.ts';

/** The ready rows as a batch. Rows with errors and excluded ones stay behind. */
export async function prepareBatch(
	state: DraftState
): Promise<{ declaration: BatchDeclaration; chunks: Uint8Array[] }> {
	const rows: WireRow[] = [];
	const versions = new Map<string, number>();
	for (const [index, { key, credentialId }] of state.rows.entries()) {
		if (state.tally.states[index] !== 'ready') continue;
		const recipient = state.tally.rows[index]!.verdict.recipient!;
		versions.set(recipient.definitionId, recipient.definitionVersion);
		rows.push(wireRowOf(recipient, key, credentialId));
	}
	if (rows.length === 0) throw new Error('No row of the draft is ready.');
	const chunks = splitRows(rows).map(encodeChunk);
	const declaration: BatchDeclaration = {
		label: state.draft.label.trim(),
		rowCount: rows.length,
		chunks: await Promise.all(chunks.map(sha256Hex)),
		definitions: [...versions].map(([id, version]) => ({ id, version }))
	};
	return { declaration, chunks };
}
