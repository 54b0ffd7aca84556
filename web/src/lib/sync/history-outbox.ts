import type { WireRow } from '#shared/contract/batch.ts';
import { readExpiration } from '#shared/expiration/read-expiration.ts';
import { validUntil } from '#shared/expiration/expiration-date.ts';
import { holderKey, type HeldCredential } from '#shared/validate/history.ts';
import { db } from '../db.ts';
import { rowsOfChunk } from '../outbox/chunk-rows.ts';
import type { OutboxBatch } from '../outbox/outbox-batch.ts';

/** What this device has issued and the server has not taken yet, by holder: it will be issued, so it counts as held. */
export async function readWaiting(
	organisationId: string,
	{ now, timeZone }: { now: number; timeZone: string }
): Promise<[holder: string, held: HeldCredential][]> {
	const untils = new Map<string, string | null>();
	const untilOf = (expiration: string): string | null => {
		if (!untils.has(expiration)) {
			const read = readExpiration(expiration, null);
			untils.set(expiration, read.kind === 'expiration' ? validUntil(read.expiration, now, timeZone) : null);
		}
		return untils.get(expiration)!;
	};
	const validFrom = new Date(now).toISOString();
	const waiting: [string, HeldCredential][] = [];
	for (const row of await readRows(organisationId)) {
		const { credentialId, expiration } = row;
		waiting.push([holderKey(row), { credentialId, validFrom, validUntil: untilOf(expiration) }]);
	}
	return waiting;
}

async function readRows(organisationId: string): Promise<WireRow[]> {
	const bodies = await db.transaction('r', db.outbox, db.outboxChunks, async () => {
		const batches = (await db.outbox.where({ organisationId }).toArray()).filter(isOnItsWay);
		const chunks = await Promise.all(
			batches.map(({ batchId }) =>
				db.outboxChunks.where('[batchId+index]').between([batchId, 0], [batchId, Infinity]).toArray()
			)
		);
		return chunks.flat().map(({ body }) => body);
	});
	return bodies.flatMap(rowsOfChunk);
}

/** Of what the server has taken its own history tells. */
function isOnItsWay({ state, attention, takingBack }: OutboxBatch): boolean {
	if (state === 'held' || takingBack) return false;
	return attention === null || attention.kind === 'sign-in-needed';
}
