import { expect, test } from 'vitest';
import { makeKey, openKey } from './keys.ts';

const secret = btoa('0123456789abcdef0123456789abcdef');
const owner = { organisationId: 'org-1', secret };

test('a key opens again to the pair that it was made as', async () => {
	const record = await makeKey('key-1', owner);
	const keyPair = await openKey(record, owner);
	expect(record.fragment).toBe('key-1');
	expect(keyPair.publicKeyMultibase).toBe(record.publicKeyMultibase);
	expect(keyPair.publicKeyMultibase).toMatch(/^z6Mk/);
	expect(keyPair.secretKeyMultibase).toMatch(/^zr[uv]/);
	expect(record.sealed).not.toContain(keyPair.secretKeyMultibase.slice(4, 12));
});

test('two keys are never the same, sealed or open', async () => {
	const [one, two] = await Promise.all([makeKey('key-1', owner), makeKey('key-2', owner)]);
	expect(one.publicKeyMultibase).not.toBe(two.publicKeyMultibase);
	expect(one.sealed.slice(0, 16)).not.toBe(two.sealed.slice(0, 16));
});

test('opens for nobody else, under no other secret, and not when it was changed', async () => {
	const record = await makeKey('key-1', owner);
	const other = await makeKey('key-2', owner);
	const changed = `${record.sealed.slice(0, 30)}${record.sealed[30] === 'A' ? 'B' : 'A'}${record.sealed.slice(31)}`;
	const wrongSecret = btoa('another-secret-of-32-bytes-long!');
	await expect(openKey(record, { ...owner, organisationId: 'org-2' })).rejects.toThrow('does not open');
	await expect(openKey(record, { ...owner, secret: wrongSecret })).rejects.toThrow('does not open');
	await expect(openKey({ ...record, sealed: changed }, owner)).rejects.toThrow('does not open');
	await expect(openKey({ ...record, sealed: other.sealed }, owner)).rejects.toThrow('does not open');
});

test('a secret of another length is refused by name', async () => {
	await expect(makeKey('key-1', { ...owner, secret: btoa('short') })).rejects.toThrow('KEY_SECRET');
});
