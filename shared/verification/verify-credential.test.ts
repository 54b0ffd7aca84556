import { describe, expect, test } from 'vitest';
import { buildCredential } from '../credential/build-credential.ts';
import {
	fetchFrom,
	NOW,
	ORIGIN,
	sampleCredential,
	sampleKeyPair,
	sampleParts,
	samplePublications,
	signSample,
	SLUG
} from '../fixtures/sample-credential.ts';
import type { VerifyOptions } from './verification.ts';
import { verifyCredential } from './verify-credential.ts';

async function verify(document: unknown, options: Partial<VerifyOptions> = {}) {
	const fetchJson = fetchFrom(await samplePublications());
	const { outcome, checks } = await verifyCredential(document, { fetchJson, now: NOW, ...options });
	return { outcome, ...Object.fromEntries(checks.map(({ name, code }) => [name, code])) };
}

describe('verifyCredential', () => {
	test('passes a good credential, naming every check', async () => {
		expect(await verify(await sampleCredential())).toEqual({
			outcome: 'passed',
			shape: 'shape-valid',
			proof: 'proof-valid',
			issuer: 'issuer-valid',
			period: 'period-valid',
			status: 'not-revoked'
		});
	});

	test('passes one that never ends and one with its proof bare', async () => {
		const { recipient } = sampleParts();
		const endless = await sampleCredential({ recipient: { ...recipient, expiration: { kind: 'never' } } });
		expect(endless).not.toHaveProperty('validUntil');
		expect(await verify({ ...endless, proof: endless.proof[0] })).toMatchObject({ outcome: 'passed' });
	});

	test('fails a changed name, and a name that was put elsewhere', async () => {
		const credential = await sampleCredential();
		const [hash, name] = credential.credentialSubject.identifier;
		const identifier = [hash, { ...name, identityHash: 'Zoe Nguyễn' }];
		const changed = { ...credential, credentialSubject: { ...credential.credentialSubject, identifier } };
		expect(await verify(changed)).toMatchObject({ outcome: 'failed', proof: 'proof-invalid' });
	});

	test('fails a credential signed with another key under the same name', async () => {
		const keyPair = await sampleKeyPair(2);
		const forged = await signSample(await buildCredential(sampleParts()), { keyPair });
		expect(await verify(forged)).toMatchObject({ outcome: 'failed', proof: 'proof-invalid' });
	});

	test("fails a credential signed in another organisation's name", async () => {
		const credential = await sampleCredential();
		const issuer = { ...credential.issuer, id: 'did:web:sheaf.example:orgs:someone-else' };
		expect(await verify({ ...credential, issuer })).toMatchObject({
			outcome: 'failed',
			issuer: 'issuer-mismatch'
		});
	});

	test('fails a key that the issuer does not list for assertions', async () => {
		const publications = await samplePublications();
		const did = `${ORIGIN}/orgs/${SLUG}/did.json`;
		publications.set(did, { ...publications.get(did)!, assertionMethod: [] });
		expect(await verify(await sampleCredential(), { fetchJson: fetchFrom(publications) })).toMatchObject({
			issuer: 'issuer-key-not-listed',
			proof: 'key-unknown'
		});
	});

	test('fails a revoked credential, and only that one', async () => {
		const credential = await sampleCredential();
		const revoked = fetchFrom(await samplePublications([4711]));
		const other = fetchFrom(await samplePublications([4710, 4712]));
		expect(await verify(credential, { fetchJson: revoked })).toMatchObject({
			outcome: 'failed',
			proof: 'proof-valid',
			status: 'revoked'
		});
		expect(await verify(credential, { fetchJson: other })).toMatchObject({ outcome: 'passed' });
	});

	test('fails a status list that was tampered with', async () => {
		const publications = await samplePublications([4711]);
		const clean = await samplePublications();
		const url = `${ORIGIN}/orgs/${SLUG}/status/1`;
		const forged = { ...publications.get(url)!, ...{ credentialSubject: listOf(clean.get(url)!) } };
		publications.set(url, forged);
		expect(await verify(await sampleCredential(), { fetchJson: fetchFrom(publications) })).toMatchObject({
			outcome: 'failed',
			status: 'status-list-invalid'
		});
	});

	test('compares instants at both ends of the period', async () => {
		const credential = await sampleCredential();
		const from = Date.parse(credential.validFrom);
		const until = Date.parse(credential.validUntil!);
		expect(await verify(credential, { now: from - 1 })).toMatchObject({ period: 'not-yet-valid' });
		expect(await verify(credential, { now: from })).toMatchObject({ period: 'period-valid' });
		expect(await verify(credential, { now: until })).toMatchObject({ period: 'period-valid' });
		expect(await verify(credential, { now: until + 1 })).toMatchObject({
			period: 'expired',
			proof: 'proof-valid'
		});
	});

	test('"could not be checked" is not "failed"', async () => {
		const credential = await sampleCredential();
		const offline = async () => Promise.reject(new Error('offline'));
		expect(await verify(credential, { fetchJson: offline })).toEqual({
			outcome: 'unknown',
			shape: 'shape-valid',
			proof: 'key-unknown',
			issuer: 'issuer-unreachable',
			period: 'period-valid',
			status: 'status-unreachable'
		});
		const unknownContext = {
			...credential,
			'@context': [...credential['@context'], 'https://other.example/v1']
		};
		expect(await verify(unknownContext)).toMatchObject({ outcome: 'unknown', proof: 'context-unknown' });
	});

	test('a machine of its own may be asked over http, no other', async () => {
		const origin = 'http://localhost:8787';
		const credential = await sampleCredential({ origin });
		const fetchJson = fetchFrom(await samplePublications([], origin));
		expect(credential.issuer.id).toBe('did:web:localhost%3A8787:orgs:harbour-skills');
		expect(await verify(credential, { fetchJson, origin })).toMatchObject({ outcome: 'passed' });
		expect(await verify(credential, { fetchJson, origin: ORIGIN })).toMatchObject({
			issuer: 'issuer-unreachable',
			status: 'status-unsupported'
		});
	});

	test('asks for each address once', async () => {
		const asked: string[] = [];
		const fetchJson = fetchFrom(await samplePublications());
		await verify(await sampleCredential(), {
			fetchJson: (url) => {
				asked.push(url);
				return fetchJson(url);
			}
		});
		expect(asked.toSorted()).toEqual([`${ORIGIN}/orgs/${SLUG}/did.json`, `${ORIGIN}/orgs/${SLUG}/status/1`]);
	});
});

describe('hostile JSON', () => {
	const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as object;
	const circle: Record<string, unknown> = {};
	circle.self = circle;

	test.each([
		['nothing', undefined],
		['null', null],
		['a text', 'credential'],
		['a list', []],
		['an empty object', {}],
		['a circle', circle],
		['a function', () => 1]
	])('%s is no credential', async (_, document) => {
		expect(await verify(document)).toMatchObject({ outcome: 'failed', shape: 'shape-invalid' });
	});

	test('too deep, too wide and too long are refused before anything is canonized', async () => {
		const wide = { list: Array.from({ length: 10_000 }, () => ({})) };
		for (const document of [deep, wide, { text: 'x'.repeat(600_000) }]) {
			expect(await verify(document)).toMatchObject({ shape: 'shape-too-large', proof: 'not-checked' });
		}
	});

	test('a nested context or JSON-LD keyword cannot put other words before the reader', async () => {
		const credential = await sampleCredential();
		const achievement = { ...credential.credentialSubject.achievement, '@context': { name: 'urn:other' } };
		const nested = { ...credential, credentialSubject: { ...credential.credentialSubject, achievement } };
		expect(await verify(nested)).toMatchObject({ outcome: 'failed', shape: 'shape-invalid' });
		const polluted = JSON.parse(JSON.stringify(credential).replace('"name"', '"__proto__":{"a":1},"name"'));
		expect(await verify(polluted)).toMatchObject({ shape: 'shape-invalid' });
	});

	test('odd values in every member give an answer', async () => {
		const credential = await sampleCredential();
		for (const key of Object.keys(credential)) {
			for (const odd of [null, 0, '', [], {}, [[]], [null], 'x'.repeat(3000), { id: {} }, true]) {
				const { outcome } = await verify({ ...credential, [key]: odd });
				// Of all these, only a credential without evidence or status list could be read, and it was changed.
				expect(outcome, `${key}: ${JSON.stringify(odd).slice(0, 20)}`).not.toBe('passed');
			}
		}
	});

	test('an odd answer from the network is not believed', async () => {
		const credential = await sampleCredential();
		for (const odd of [null, 7, 'text', [], {}, deep, { id: credential.issuer.id, assertionMethod: 3 }]) {
			const { outcome } = await verify(credential, { fetchJson: async () => odd });
			expect(outcome).not.toBe('passed');
		}
	});
});

function listOf(document: object): unknown {
	return (document as { credentialSubject: unknown }).credentialSubject;
}
