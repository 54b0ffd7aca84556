import { expect, test } from 'vitest';
import { fetchFrom, NOW, sampleCredential, samplePublications } from '#shared/fixtures/sample-credential.ts';
import { verifyCredential } from '#shared/verification/verify-credential.ts';
import { dayInWords, stateInWords } from './state-words.ts';

async function verifySample(revoked: number[], change = (text: string) => text) {
	const credential: unknown = JSON.parse(change(JSON.stringify(await sampleCredential())));
	const fetchJson = fetchFrom(await samplePublications(revoked));
	return verifyCredential(credential, { fetchJson, now: NOW });
}

test('a browser signs and verifies what Node and workerd do', async () => {
	expect(await verifySample([])).toMatchObject({ outcome: 'passed' });
	const { checks } = await verifySample([], (text) => text.replace('Nguyễn', 'Nguyen'));
	expect(checks.find(({ name }) => name === 'proof')).toMatchObject({ code: 'proof-invalid' });
});

test('the state is told by what weighs most', async () => {
	const until = '2028-12-31T23:59:59-05:00';
	expect(stateInWords(await verifySample([]), until)).toMatchObject({ tone: 'success' });
	expect(stateInWords(await verifySample([]), null)).toMatchObject({ tone: 'success' });
	const revoked = await verifySample([4711]);
	expect(stateInWords(revoked, until)).toMatchObject({ tone: 'error', words: 'Revoked by its issuer' });
	const changed = await verifySample([4711], (text) => text.replace('Nguyễn', 'Nguyen'));
	expect(stateInWords(changed, until).words).toContain('Do not rely on this');
});

test("a day is the issuer's, wherever it is read", () => {
	expect(dayInWords('2028-12-31T23:59:59-05:00')).toMatch(/31.*2028/);
	expect(dayInWords('2028-12-31T23:59:59+13:00')).toMatch(/31.*2028/);
});
