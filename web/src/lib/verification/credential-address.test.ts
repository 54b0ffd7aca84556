import { expect, test } from 'vitest';
import { credentialAddress } from './credential-address.ts';

const ORIGIN = 'http://localhost:8787';
const ID = '0b54c1f4-3c5e-4d07-9a58-7d1a2f1d6f10';

test.each([
	[`https://sheaf.example/credentials/${ID}`, `https://sheaf.example/credentials/${ID}.json`],
	[`https://sheaf.example/credentials/${ID}.json`, `https://sheaf.example/credentials/${ID}.json`],
	[` ${ORIGIN}/credentials/${ID}#top `, `${ORIGIN}/credentials/${ID}.json`],
	['https://school.example/badges/7?format=json', 'https://school.example/badges/7?format=json'],
	['http://school.example/badges/7', null],
	['https://user:word@school.example/badges/7', null],
	['javascript:alert(1)', null],
	['file:///etc/passwd', null],
	['school.example', null],
	['', null]
])('%s is loaded from %s', (text, address) => {
	expect(credentialAddress(text, ORIGIN)).toBe(address);
});
