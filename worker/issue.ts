import { buildCredential } from '#shared/credential/build-credential.ts';
import type { Definition } from '#shared/definition/definition.ts';
import { verificationMethodOf } from '#shared/proof/did.ts';
import { signCredential } from '#shared/proof/sign-credential.ts';
import { permuteIndex } from '#shared/status-list/permute-index.ts';
import { findIssuableChunk, isChunkIssued, type IssuableChunk } from './db/chunks.ts';
import { storeIssuedChunk, type NewCredential } from './db/credentials.ts';
import { findBatchDefinitions } from './db/definitions.ts';
import { allotIndexes, beginList, type Allotment } from './db/status-lists.ts';
import type { Env } from './env.ts';
import { signingKeyOf, type SigningKey } from './signing-key.ts';
import { queueChunks } from './start-issuing.ts';

const SEED_BYTES = 16;
const SALT_BYTES = 16;
/** Some milliseconds of signing. */
const ROWS_AT_A_TIME = 5;

/**
 * Issues a chunk of a batch: authorise, build, allot status, sign, store, and put its mails on the queue. It may run
 * twice, at once or broken off anywhere: storing is one step that only the first comes to, and what is not stored never
 * left this function.
 */
export async function issueChunk(env: Env, batchId: string, number: number): Promise<void> {
	const chunk = await findIssuableChunk(env.DB, batchId, number);
	if (chunk) {
		const definitions = await findBatchDefinitions(env.DB, chunk.organisation.id, chunk.definitions);
		const allotment = await allotStatus(env, chunk.organisation.id, chunk.rows.length);
		const key = await signingKeyOf(env, chunk.organisation.id);
		const at = new Date().toISOString();
		const credentials: NewCredential[] = [];
		for (const place of chunk.rows.keys()) {
			// Signing never waits for anything; without a pause no other request of this Worker would be answered.
			if (place % ROWS_AT_A_TIME === 0) await scheduler.wait(0);
			credentials.push(await issueRow({ env, chunk, definitions, allotment, key, at }, place));
		}
		const { organisation } = chunk;
		await storeIssuedChunk(env.DB, {
			organisationId: organisation.id,
			batchId,
			chunk: number,
			statusList: allotment.list,
			credentials,
			at
		});
	}
	// Also when it was issued before: the message about its mails may have been lost.
	if (await isChunkIssued(env.DB, batchId, number)) {
		await queueChunks(env, [{ kind: 'deliver', batchId, chunk: number }]);
	}
}

interface Issuing {
	env: Env;
	chunk: IssuableChunk;
	definitions: Map<string, Definition>;
	allotment: Allotment;
	key: SigningKey;
	/** The time of issuing, RFC 3339: validFrom and the proof's time. */
	at: string;
}

async function issueRow(issuing: Issuing, place: number): Promise<NewCredential> {
	const { env, chunk, allotment, key, at } = issuing;
	const { organisation } = chunk;
	const { credentialId, recipient } = chunk.rows[place]!;
	const definition = issuing.definitions.get(recipient.definitionId);
	if (!definition) throw new Error('A batch names a definition version that does not exist');
	const index = permuteIndex(allotment.first + place, fromHex(allotment.seed));
	const unsigned = await buildCredential({
		credentialId,
		origin: env.ORIGIN,
		organisation,
		definition,
		recipient,
		salt: toHex(crypto.getRandomValues(new Uint8Array(SALT_BYTES))),
		status: { list: allotment.list, index },
		validFrom: at,
		timeZone: organisation.timeZone
	});
	const signed = await signCredential(unsigned, {
		keyPair: key.keyPair,
		verificationMethod: verificationMethodOf(env.ORIGIN, organisation.slug, key.fragment),
		created: at
	});
	// Issuing was asked for in time, so only a long outage brings this about. The row still becomes the credential that its
	// totals count, but nobody is mailed what has expired: its mail has failed from the start and is in the error report.
	const isExpired = unsigned.validUntil !== undefined && Date.parse(unsigned.validUntil) <= Date.parse(at);
	return {
		id: credentialId,
		position: chunk.firstPosition + place,
		definitionId: definition.id,
		validFrom: at,
		validUntil: unsigned.validUntil ?? null,
		statusIndex: index,
		contact: recipient.contact,
		deliveryId: crypto.randomUUID(),
		notMailed: isExpired ? 'expired' : null,
		document: JSON.stringify(signed)
	};
}

async function allotStatus(env: Env, organisationId: string, count: number): Promise<Allotment> {
	for (;;) {
		const allotment = await allotIndexes(env.DB, organisationId, count);
		if (allotment) return allotment;
		const seed = toHex(crypto.getRandomValues(new Uint8Array(SEED_BYTES)));
		await beginList(env.DB, { organisationId, count, seed, at: new Date().toISOString() });
	}
}

function toHex(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array {
	return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
