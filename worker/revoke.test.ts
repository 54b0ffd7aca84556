import { beforeAll, expect, test } from 'vitest';
import type { SignedCredential } from '#shared/credential/credential.ts';
import { verifyCredential } from '#shared/verification/verify-credential.ts';
import { readStatus } from '#shared/status-list/encode-status-list.ts';
import type { StatusListCredential } from '#shared/status-list/status-list.ts';
import { ask, askAt, ORIGIN } from './testing/ask.ts';
import { issueRows, makeRows, prepareBatch, readBatch, upload, type TestBatch } from './testing/batch.ts';
import { makeOrganisation, startAfresh } from './testing/organisation.ts';

let as: string;
let batch: TestBatch;

beforeAll(async () => {
	await startAfresh();
	as = (await makeOrganisation('harbour')).issuer;
	batch = await issueRows(makeRows(4), as);
}, 30_000);

function revoke(more: object, batchId = batch.id) {
	return ask('POST', '/revocations', { as, body: { batchId, reason: 'Issued by mistake', ...more } });
}

async function credentialOf(place: number): Promise<SignedCredential> {
	return (await askAt('GET', `/credentials/${batch.rows[place]!.credentialId}.json`)).body;
}

async function isRevoked(place: number): Promise<boolean | null> {
	const { credentialStatus } = await credentialOf(place);
	const list = await askAt('GET', new URL(credentialStatus.statusListCredential).pathname);
	const { encodedList } = (list.body as StatusListCredential).credentialSubject;
	return readStatus(encodedList, Number(credentialStatus.statusListIndex));
}

test('one credential is revoked, once, and its status list says so', async () => {
	expect(await isRevoked(1)).toBe(false);
	const credentialIds = [batch.rows[1]!.credentialId];
	expect((await revoke({ credentialIds })).body).toEqual({ revoked: 1 });
	expect((await revoke({ credentialIds })).body).toEqual({ revoked: 0 });
	expect([await isRevoked(0), await isRevoked(1), await isRevoked(2)]).toEqual([false, true, false]);
	expect(await readBatch(batch.id, as)).toMatchObject({ rows: { issued: 3, revoked: 1 } });

	const rows = await ask('POST', `/batches/${batch.id}/rows/search`, { as, body: { state: 'revoked' } });
	expect(rows.body).toMatchObject({
		rows: [{ key: 'row-1', state: 'revoked', revokedReason: 'Issued by mistake' }]
	});
	const fetchJson = async (url: string) => (await askAt('GET', new URL(url).pathname)).body as unknown;
	const verification = await verifyCredential(await credentialOf(1), {
		fetchJson,
		origin: ORIGIN,
		now: Date.now()
	});
	expect(verification.outcome).toBe('failed');
	expect(verification.checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual([
		'status'
	]);
});

test('the list is signed again only after a revocation, and whoever has it learns that nothing changed', async () => {
	const { statusListCredential } = (await credentialOf(0)).credentialStatus;
	const path = new URL(statusListCredential).pathname;
	const first = await askAt('GET', path);
	expect((first.body as StatusListCredential).id).toBe(statusListCredential);
	expect(Object.fromEntries(first.headers)).toMatchObject({
		'content-type': 'application/vc',
		'access-control-allow-origin': '*',
		'cache-control': 'public, max-age=300'
	});
	expect((await askAt('GET', path)).text).toBe(first.text);
	const etag = first.headers.get('etag')!;
	expect((await askAt('GET', path, { headers: { 'if-none-match': etag } })).status).toBe(304);
	await revoke({ credentialIds: [batch.rows[2]!.credentialId] });
	const changed = await askAt('GET', path, { headers: { 'if-none-match': etag } });
	expect(changed.status).toBe(200);
	expect(changed.headers.get('etag')).not.toBe(etag);
});

test('a whole batch is revoked, but for what was before', async () => {
	const before = (await readBatch(batch.id, as)).rows.revoked;
	expect((await revoke({})).body).toEqual({ revoked: 4 - before });
	expect(await readBatch(batch.id, as)).toMatchObject({ rows: { issued: 0, revoked: 4 } });
	expect(await isRevoked(3)).toBe(true);
});

test('what is not issued cannot be revoked', async () => {
	const other = await prepareBatch(makeRows(1));
	await upload(other, as);
	expect((await revoke({}, other.id)).problem).toMatchObject({ status: 409, code: 'state-conflict' });
	const credentialIds = [other.rows[0]!.credentialId];
	expect((await revoke({ credentialIds }, other.id)).status).toBe(404);
	expect((await revoke({ credentialIds })).status).toBe(404);
	expect((await revoke({ reason: ' ' })).problem.errors).toMatchObject([{ pointer: '/reason' }]);
});
