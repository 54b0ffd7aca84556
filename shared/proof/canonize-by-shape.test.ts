import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCredential } from '../credential/build-credential.ts';
import { DEFINITION, sampleParts } from '../fixtures/sample-credential.ts';
import { canonizeByShape } from './canonize-by-shape.ts';
import { loadDocument } from './document-loader.ts';
import { readShape } from './document-shape.ts';

const canonizeWhole = (document: object) =>
	cryptosuite.canonize(document, { documentLoader: loadDocument, base: null, safe: true });

/** Any text; often one that stands elsewhere too, is blank, or reads like JSON-LD, RDF or one of our own slots. */
const text = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'',
			'same',
			'same',
			'@id',
			'@type',
			'_:b0',
			'_:c14n0',
			'name',
			'true',
			'1',
			'https://sheaf.example/',
			'did:web:sheaf.example:orgs:harbour-skills',
			'sheaf-slot:literal:0',
			'urn:sheaf-slot:iri:1',
			'"quoted\\"\n\r\t\u0000\u007f',
			'Forklift Operator'
		)
	}
);
const address = fc.oneof(
	fc.webUrl({ withFragments: true, withQueryParameters: true }),
	fc.constantFrom(
		'https://sheaf.example/credentials/0b54c1f4-3c5e-4d07-9a58-7d1a2f1d6f10',
		'https://sheaf.example/orgs/harbour-skills/definitions/V8XM-94PV/2',
		'https://zoë.example/é/日本?q=[1]|2^`{3}#a b',
		'http://user@host.example:8080//..//x',
		'not an address'
	)
);

/** The library expands each document anew, and the machine may be a busy one. */
const SLOW = { timeout: 60_000 };

test('is byte for byte what the library makes of any credential', SLOW, async () => {
	const values = fc.tuple(text, fc.constantFrom('I', 'II', ''), text, text, text, address);
	await fc.assert(
		fc.asyncProperty(text, text, text, values, async (firstName, lastName, name, variables) => {
			const { recipient } = sampleParts();
			const credential = await buildCredential(
				sampleParts({
					definition: { ...DEFINITION, name: name || 'x', description: lastName || 'x' },
					organisation: { slug: 'harbour-skills', name: firstName || 'x' },
					recipient: { ...recipient, firstName, lastName, values: variables }
				})
			);
			expect(await canonizeByShape(credential)).toBe(await canonizeWhole(credential));
		}),
		{ numRuns: 150 }
	);
});

test('keeps apart what is the same text in one document and two texts in the next', async () => {
	const { recipient } = sampleParts();
	const withValues = (one: string, two: string) =>
		buildCredential(sampleParts({ recipient: { ...recipient, values: [one, two, one, two, one, ''] } }));
	for (const [one, two] of [
		['a', 'b'],
		['a', 'a'],
		['b', 'c'],
		['c', 'c']
	] as const) {
		const credential = await withValues(one, two);
		expect(await canonizeByShape(credential)).toBe(await canonizeWhole(credential));
	}
});

test('leaves to the library whatever is in doubt, and throws as it does', async () => {
	const credential = await buildCredential(sampleParts());
	for (const id of ['name:x', 'mailto:a@b.example', 'x', '', 'https://a b', 'https://a/<b>', '_:b0']) {
		expect(readShape({ ...credential, id }), id).toBeNull();
	}
	expect(readShape({ ...credential, type: ['sheaf-slot:literal:0'] })).toBeNull();
	for (let time = 0; time < 3; time += 1) {
		await expect(canonizeByShape({ ...credential, favouriteColour: 'green' })).rejects.toThrow();
		await expect(canonizeByShape({ ...credential, id: 'relative' })).rejects.toThrow();
	}
});
