import { verifyCredential } from '@digitalcredentials/verifier-core';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildCredential } from '../credential/build-credential.ts';
import type { Definition } from '../definition/definition.ts';
import {
	DEFINITION,
	fetchFrom,
	NOW,
	sampleCredential,
	sampleKeyPair,
	sampleParts,
	samplePublications,
	signSample
} from '../fixtures/sample-credential.ts';
import schema from '../fixtures/schemas/ob_v3p0_achievementcredential_schema.json' with { type: 'json' };

// Verified by other hands: the Digital Credentials Consortium's verifier, which has its own loader and asks `fetch`.
let publications = new Map<string, object>();

beforeEach(async () => {
	// It reads the clock by itself.
	vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
	publications = await samplePublications();
	publications.set(schema.$id, schema);
	vi.stubGlobal('fetch', async (input: Request | string) => {
		const url = typeof input === 'string' ? input : input.url;
		const body = await fetchFrom(publications)(url).catch(() => null);
		return body ? Response.json(body) : new Response(null, { status: 404 });
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function verify(credential: object) {
	// It keeps what it is given, and adds to it.
	const result = await verifyCredential({
		credential: structuredClone(credential) as never,
		knownDIDRegistries: []
	});
	const log = Object.fromEntries((result.log ?? []).map(({ id, valid }) => [id, valid]));
	return { errors: result.errors?.map(({ name }) => name), log, more: result.additionalInformation };
}

describe('the DCC verifier', () => {
	test('passes a good credential, and its guess at the schema is met', async () => {
		const { errors, log, more } = await verify(await sampleCredential());
		expect(errors).toBeUndefined();
		expect(log).toMatchObject({ valid_signature: true, expiration: true, revocation_status: true });
		expect(more?.[0]?.results).toMatchObject([{ schema: schema.$id, result: { valid: true } }]);
	});

	test('fails a changed name', async () => {
		const text = JSON.stringify(await sampleCredential()).replace('Nguyễn', 'Nguyen');
		expect((await verify(JSON.parse(text))).errors).toEqual(['invalid_signature']);
	});

	test('fails a wrong key', async () => {
		const keyPair = await sampleKeyPair(2);
		const forged = await signSample(await buildCredential(sampleParts()), { keyPair });
		expect((await verify(forged)).errors).toEqual(['invalid_signature']);
	});

	test('fails a revoked index, and one that has ended', async () => {
		publications = new Map([...publications, ...(await samplePublications([4711]))]);
		expect((await verify(await sampleCredential())).log).toMatchObject({ revocation_status: false });
		const { recipient } = sampleParts();
		const ended = await sampleCredential({
			recipient: { ...recipient, expiration: { kind: 'date', date: '2026-11-20' } },
			status: { list: 1, index: 1 }
		});
		expect((await verify(ended)).log).toMatchObject({ valid_signature: true, expiration: false });
	});
});

describe("1EdTech's schema", () => {
	const validate = addFormats.default(new Ajv2019({ allErrors: true, strict: false })).compile(schema);

	test.each<[string, { values?: string[]; never?: boolean } & Partial<Definition>]>([
		['everything', {}],
		['no expiration, no values', { values: ['', '', '', '', '', ''], never: true }],
		['an uploaded image', { image: 'a'.repeat(64) }],
		['a type outside the closed list', { achievementType: 'ext:Attendance' }]
	])('is met with %s', async (_, { values, never, ...content }) => {
		const { recipient } = sampleParts();
		const credential = await sampleCredential({
			definition: { ...DEFINITION, ...content },
			recipient: {
				...recipient,
				...(values ? { values } : {}),
				...(never ? { expiration: { kind: 'never' } } : {})
			}
		});
		validate(credential);
		expect(validate.errors).toBeNull();
	});
});
