import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCredential } from '../credential/build-credential.ts';
import type { SignedCredential } from '../credential/credential.ts';
import {
	CREATED,
	fetchFrom,
	NOW,
	sampleCredential,
	sampleKeyPair,
	sampleParts,
	samplePublications,
	signSample
} from '../fixtures/sample-credential.ts';
import { verifyCredential } from '../verification/verify-credential.ts';
import { loadDocument } from './document-loader.ts';
import { makeKeyPair } from './key-pair.ts';

async function isVerified(document: unknown): Promise<boolean> {
	const fetchJson = fetchFrom(await samplePublications());
	return (await verifyCredential(document, { fetchJson, now: NOW })).outcome === 'passed';
}

describe('signCredential', () => {
	test('adds one Data Integrity proof in an array and changes nothing else', async () => {
		const unsigned = await buildCredential(sampleParts());
		const before = structuredClone(unsigned);
		const { proof, ...rest } = await signSample(unsigned);
		expect(rest).toEqual(before);
		expect(unsigned).toEqual(before);
		expect(proof).toEqual([
			{
				type: 'DataIntegrityProof',
				cryptosuite: 'eddsa-rdfc-2022',
				created: CREATED,
				verificationMethod: 'did:web:sheaf.example:orgs:harbour-skills#key-1',
				proofPurpose: 'assertionMethod',
				proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/)
			}
		]);
	});

	test('gives the same proof for the same credential, whatever was signed in between', async () => {
		const first = await sampleCredential();
		await signSample(await buildCredential(sampleParts()), { keyPair: await sampleKeyPair(2) });
		expect(await sampleCredential()).toEqual(first);
	});

	test('refuses a term that no context defines, instead of leaving it unsigned', async () => {
		const unsigned = { ...(await buildCredential(sampleParts())), favouriteColour: 'green' };
		await expect(signSample(unsigned)).rejects.toThrow();
	});

	test('never asks the network for a context', async () => {
		await expect(loadDocument('https://w3id.org/other/v1')).rejects.toThrow('Not a context');
	});

	test('signs many at once', async () => {
		const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
		const signed = await Promise.all(ids.map((credentialId) => sampleCredential({ credentialId })));
		expect(new Set(signed.map(({ proof }) => proof[0]!.proofValue)).size).toBe(20);
		expect(await isVerified(signed[13])).toBe(true);
	});
});

test('makeKeyPair gives the key pair of RFC 8032, section 7.1, test 1', async () => {
	const hex = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60';
	const seed = Uint8Array.from(hex.match(/../g)!, (byte) => parseInt(byte, 16));
	const { publicKeyMultibase } = await makeKeyPair(seed);
	expect(publicKeyMultibase).toBe('z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw');
});

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });

describe('any text', { timeout: 60_000 }, () => {
	test('in names and values is signed unchanged and verifies', async () => {
		await fc.assert(
			fc.asyncProperty(text, text, text, text, async (firstName, lastName, value, remarks) => {
				const credential = await sampleWith({ firstName, lastName, value, remarks });
				const [, name] = credential.credentialSubject.identifier;
				expect(name!.identityHash).toBe(`${firstName} ${lastName}`);
				expect(credential.credentialSubject.result![0]!.value).toBe(value);
				expect(credential.evidence![0]!.narrative).toBe(remarks);
				expect(await isVerified(JSON.parse(JSON.stringify(credential)))).toBe(true);
			}),
			{ numRuns: 60 }
		);
	});

	test('with one character changed in a covered term no longer verifies', async () => {
		const change = fc.record({
			leaf: fc.nat(),
			at: fc.nat(),
			letter: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })
		});
		await fc.assert(
			fc.asyncProperty(text, text, change, async (firstName, value, { leaf, at, letter }) => {
				const credential = await sampleWith({ firstName, value });
				const changed = structuredClone(credential) as SignedCredential;
				const leaves = findLeaves(changed);
				const { owner, key } = leaves[leaf % leaves.length]!;
				const letters = Array.from(owner[key] as string);
				fc.pre(letters[at % letters.length] !== letter);
				letters[at % letters.length] = letter;
				owner[key] = letters.join('');
				expect(await isVerified(changed)).toBe(false);
			}),
			{ numRuns: 150 }
		);
	});
});

function sampleWith(values: { firstName: string; lastName?: string; value: string; remarks?: string }) {
	const { recipient } = sampleParts();
	const { firstName, lastName = 'Nguyễn', value, remarks = 'Well done.' } = values;
	return sampleCredential({
		recipient: { ...recipient, firstName, lastName, values: [value, 'II', '', '', remarks, ''] }
	});
}

interface Leaf {
	owner: Record<string, unknown>;
	key: string;
}

/** Every text in a document, the proof's own value included. */
function findLeaves(node: object): Leaf[] {
	const owner = node as Record<string, unknown>;
	return Object.entries(owner).flatMap(([key, value]) => {
		if (typeof value === 'string') return [{ owner, key }];
		return typeof value === 'object' && value !== null ? findLeaves(value) : [];
	});
}
