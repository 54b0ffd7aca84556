import { describe, expect, test } from 'vitest';
import { DEFINITION, sampleParts } from '../fixtures/sample-credential.ts';
import type { CredentialParts } from './build-credential.ts';
import { buildCredential } from './build-credential.ts';
import { hashContact } from './hash-contact.ts';
import { parseCredential } from './parse-credential.ts';
import { readFace } from './read-face.ts';

const build = (changes: Partial<CredentialParts> = {}) => buildCredential(sampleParts(changes));
const buildFor = (changes: Partial<CredentialParts['recipient']>) =>
	build({ recipient: { ...sampleParts().recipient, ...changes } });

describe('buildCredential', () => {
	test('says what, to whom, by whom, from when to when and where its status is', async () => {
		expect(await build()).toMatchObject({
			'@context': [
				'https://www.w3.org/ns/credentials/v2',
				'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
			],
			id: 'https://sheaf.example/credentials/0b54c1f4-3c5e-4d07-9a58-7d1a2f1d6f10',
			type: ['VerifiableCredential', 'OpenBadgeCredential'],
			issuer: { id: 'did:web:sheaf.example:orgs:harbour-skills', name: 'Harbour Skills Institute' },
			validFrom: '2026-11-20T04:30:00-05:00',
			credentialSubject: {
				achievement: {
					id: 'https://sheaf.example/orgs/harbour-skills/definitions/V8XM-94PV/2',
					name: 'Forklift Operator',
					criteria: { narrative: 'Passed the practical assessment on the named class of truck.' },
					image: { id: 'https://sheaf.example/orgs/harbour-skills/badges/V8XM-94PV.svg', type: 'Image' }
				}
			},
			credentialStatus: {
				id: 'https://sheaf.example/orgs/harbour-skills/status/1#4711',
				type: 'BitstringStatusListEntry',
				statusPurpose: 'revocation',
				statusListIndex: '4711',
				statusListCredential: 'https://sheaf.example/orgs/harbour-skills/status/1'
			}
		});
	});

	test("begins on the organisation's day, at the very instant of issuing", async () => {
		const evening = '2026-11-24T02:40:20.881Z';
		const { validFrom } = await build({ validFrom: evening });
		expect(validFrom).toBe('2026-11-23T21:40:20.881-05:00');
		expect(Date.parse(validFrom)).toBe(Date.parse(evening));
	});

	test("ends with the day in the organisation's zone, or never", async () => {
		const { validUntil } = await build();
		expect(validUntil).toBe('2028-12-31T23:59:59-05:00');
		const summer = await buildFor({ expiration: { kind: 'duration', duration: 'P8M' } });
		expect(summer.validUntil).toBe('2027-07-20T23:59:59-04:00');
		expect(await buildFor({ expiration: { kind: 'never' } })).not.toHaveProperty('validUntil');
	});

	test('never holds the contact, in any spelling', async () => {
		const text = JSON.stringify(await buildFor({ contact: 'Zoe.Nguyen@Harbour.example' })).toLowerCase();
		expect(text).not.toContain('zoe.nguyen');
		expect(text).not.toContain('@harbour');
	});

	test('content variables are results and section variables evidence, in their order', async () => {
		const { credentialSubject, evidence } = await build();
		const { resultDescription } = credentialSubject.achievement;
		expect(resultDescription!.map(({ name }) => name)).toEqual([
			'Certificate Number',
			'Class',
			'Score',
			'Assessed On'
		]);
		expect(resultDescription![1]).toMatchObject({ allowedValue: ['I', 'II', 'III'] });
		expect(resultDescription![2]).toMatchObject({ resultType: 'RawScore', valueMin: '0', valueMax: '100' });
		expect(credentialSubject.result!.map(({ value }) => value)).toEqual([
			'0012345',
			'II',
			'92',
			'2026-11-18'
		]);
		expect(evidence).toEqual([
			{ type: ['Evidence'], name: 'Remarks', narrative: 'Drove a full shift in the rain.' },
			{ id: 'https://zoe.example/a%20b', type: ['Evidence'], name: 'Portfolio' }
		]);
	});

	test('an address that is none of the web stays text', async () => {
		for (const odd of ['javascript:alert(1)', 'zoe.example', 'mailto:zoe@harbour.example']) {
			const { evidence } = await buildFor({ values: ['1', 'I', '', '', '', odd] });
			expect(evidence).toEqual([{ type: ['Evidence'], name: 'Portfolio', narrative: odd }]);
		}
	});

	test('emits no null, no empty array, no empty text and nothing undefined', async () => {
		const bare = await build({
			definition: { ...DEFINITION, variables: [] },
			recipient: { ...sampleParts().recipient, values: [], lastName: '', expiration: { kind: 'never' } }
		});
		const blank = await buildFor({ values: ['', '', '', '', '', ''] });
		for (const credential of [bare, blank]) expect(findEmpty(credential)).toEqual([]);
		expect(bare).not.toHaveProperty('evidence');
		expect(bare.credentialSubject).not.toHaveProperty('result');
	});

	test('takes an uploaded image by its hash', async () => {
		const image = 'ab'.repeat(32);
		const { credentialSubject } = await build({ definition: { ...DEFINITION, image } });
		expect(credentialSubject.achievement.image.id).toBe(`https://sheaf.example/images/${image}.png`);
	});

	test('refuses a salt that could be guessed', async () => {
		await expect(build({ salt: 'fifteen-letters' })).rejects.toThrow(RangeError);
	});
});

test("hashContact is Open Badges' identity hash, the domain in lower case and nothing else changed", async () => {
	// printf 'a@example.orgKosher' | sha256sum
	const expected = 'sha256$3570e49e8e00c41a9544401a81e8fc59ac2d14b80749a7829adc820b2f80cdfa';
	const hash = await hashContact(' a@EXAMPLE.org ', 'Kosher');
	expect(hash).toBe(await hashContact('a@example.org', 'Kosher'));
	expect(hash).not.toBe(await hashContact('A@example.org', 'Kosher'));
	expect(hash).toBe(expected);
});

test('readFace gives the page what the credential says', async () => {
	const face = readFace(parseCredential(await buildFor({ firstName: 'محمد', lastName: 'العلي' }))!);
	expect(face).toMatchObject({ name: 'Forklift Operator', recipient: 'محمد العلي' });
	expect(face.details).toEqual([
		{ name: 'Certificate Number', text: '0012345', link: null, yesNo: false },
		{ name: 'Class', text: 'II', link: null, yesNo: false },
		{ name: 'Score', text: '92', link: null, yesNo: false },
		{ name: 'Assessed On', text: '2026-11-18', link: null, yesNo: false },
		{ name: 'Remarks', text: 'Drove a full shift in the rain.', link: null, yesNo: false },
		{ name: 'Portfolio', text: 'https://zoe.example/a%20b', link: 'https://zoe.example/a%20b', yesNo: false }
	]);
});

test('readFace knows a yes or no from a text that reads the same', async () => {
	const variables = [
		{ title: 'Speaker', kind: 'content', type: 'yes-no', required: false },
		{ title: 'Answer', kind: 'content', type: 'text', required: false }
	] satisfies typeof DEFINITION.variables;
	const definition = { ...DEFINITION, variables };
	const recipient = { ...sampleParts().recipient, values: ['yes', 'yes'] };
	const { details } = readFace(parseCredential(await build({ definition, recipient }))!);
	expect(details.map(({ yesNo }) => yesNo)).toEqual([true, false]);
});

/** The paths of everything that a proof over RDF would not cover. */
function findEmpty(node: unknown, path = ''): string[] {
	if (node === null || node === undefined || node === '') return [path];
	if (typeof node !== 'object') return [];
	const entries = Object.entries(node);
	return entries.length === 0
		? [path]
		: entries.flatMap(([key, value]) => findEmpty(value, `${path}/${key}`));
}
