import { describe, expect, test } from 'vitest';
import { buildDidDocument, didDocumentUrl, didOf, verificationMethodOf } from './did.ts';

describe('did:web', () => {
	test('names the organisation under the deployment, a port spelt %3A', () => {
		expect(didOf('https://sheaf.example', 'harbour-skills')).toBe(
			'did:web:sheaf.example:orgs:harbour-skills'
		);
		expect(verificationMethodOf('http://localhost:8787', 'a', 'key-1')).toBe(
			'did:web:localhost%3A8787:orgs:a#key-1'
		);
	});

	test('leads back to the address of the document', () => {
		for (const origin of ['https://sheaf.example', 'http://localhost:8787', 'https://sheaf.example:8443']) {
			expect(didDocumentUrl(didOf(origin, 'a-b'), origin)).toBe(`${origin}/orgs/a-b/did.json`);
		}
		expect(didDocumentUrl('did:web:school.example')).toBe('https://school.example/.well-known/did.json');
	});

	test('is https for everybody but the deployment itself', () => {
		const did = didOf('http://localhost:8787', 'a');
		expect(didDocumentUrl(did)).toBe('https://localhost:8787/orgs/a/did.json');
		expect(didDocumentUrl(did, 'http://localhost:9999')).toBe('https://localhost:8787/orgs/a/did.json');
	});

	test('refuses other DIDs and addresses that climb or hide', () => {
		for (const did of [
			'',
			'did:key:z6Mk',
			'did:web:',
			'did:web:a.example:..:b',
			'did:web:a.example:.',
			'did:web:a.example/b',
			'did:web:user@a.example',
			'did:web:a.example%2Fb',
			'did:web:a.example:b%2e%2e',
			'did:web:a.example:b?c',
			'did:web:a.example%3A99999'
		]) {
			expect(didDocumentUrl(did), did).toBeNull();
		}
	});
});

test('the DID document lists every key for assertions, as strings', () => {
	const id = 'did:web:sheaf.example:orgs:a';
	const keys = [
		{ fragment: 'key-1', publicKeyMultibase: 'z6MkOne' },
		{ fragment: 'key-2', publicKeyMultibase: 'z6MkTwo' }
	];
	expect(buildDidDocument({ origin: 'https://sheaf.example', slug: 'a', keys })).toEqual({
		'@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
		id,
		verificationMethod: [
			{ id: `${id}#key-1`, type: 'Multikey', controller: id, publicKeyMultibase: 'z6MkOne' },
			{ id: `${id}#key-2`, type: 'Multikey', controller: id, publicKeyMultibase: 'z6MkTwo' }
		],
		assertionMethod: [`${id}#key-1`, `${id}#key-2`]
	});
});
