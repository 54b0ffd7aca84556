import { beforeEach, expect, test } from 'vitest';
import type { Member } from '#shared/contract/organisation.ts';
import { ask } from '../testing/ask.ts';
import {
	makeOrganisation,
	setUp,
	signIn,
	startAfresh,
	type TestOrganisation
} from '../testing/organisation.ts';

let harbour: TestOrganisation;
let as: string;

beforeEach(async () => {
	await startAfresh();
	harbour = await makeOrganisation('harbour', 10);
	as = harbour.admin;
});

async function members(): Promise<Member[]> {
	return ((await ask('GET', '/members', { as })).body as { members: Member[] }).members;
}

test('what is changed of an organisation changes, the rest stays', async () => {
	const changed = await ask('PATCH', '/organisation', {
		as,
		body: { holdMinutes: 0, timeZone: 'Europe/Paris' }
	});
	const { admin: _, issuer: __, ...before } = harbour;
	expect(changed.body).toEqual({ ...before, holdMinutes: 0, timeZone: 'Europe/Paris' });
	const wrong = await ask('PATCH', '/organisation', { as, body: { timeZone: 'Europe/Nowhere' } });
	expect(wrong.problem.errors).toEqual([{ pointer: '/timeZone', code: 'time-zone-unknown' }]);
});

test('a member is added once, and an address belongs to one', async () => {
	const body = { name: 'Nia New', email: 'Nia@Harbour.example', role: 'issuer' };
	const added = await ask('POST', '/members', { as, body });
	expect(added).toMatchObject({ status: 201, body: { email: 'nia@harbour.example', role: 'issuer' } });
	expect((await ask('POST', '/members', { as, body })).body).toEqual(added.body);
	const other = await ask('POST', '/members', { as, body: { ...body, name: 'Somebody Else' } });
	expect(other.problem).toMatchObject({ code: 'content-conflict', errors: [{ pointer: '/email' }] });
	await setUp('stranger');
	const taken = await ask('POST', '/members', { as, body: { ...body, email: 'admin@stranger.example' } });
	expect(taken.problem.code).toBe('content-conflict');
	// Nothing that tells whether there is such a person.
	expect(taken.problem.errors).toEqual([
		{ pointer: '/email', code: 'address-unavailable', detail: 'This address cannot be added' }
	]);
	expect(await members()).toHaveLength(3);
});

test('a member who is removed is signed out, and the address is free again', async () => {
	const issuer = (await members()).find((member) => member.role === 'issuer')!;
	expect((await ask('DELETE', `/members/${issuer.id}`, { as })).status).toBe(204);
	expect((await ask('GET', '/session', { as: harbour.issuer })).status).toBe(401);
	const body = { name: issuer.name, email: issuer.email, role: 'admin' };
	expect((await ask('POST', '/members', { as, body })).status).toBe(201);
});

test('an organisation always keeps an admin, also when two leave at once', async () => {
	const [admin, issuer] = (await members()) as [Member, Member];
	for (const answer of [
		await ask('PATCH', `/members/${admin.id}`, { as, body: { role: 'issuer' } }),
		await ask('DELETE', `/members/${admin.id}`, { as })
	]) {
		expect(answer.problem).toMatchObject({ status: 409, code: 'state-conflict' });
	}
	await ask('PATCH', `/members/${issuer.id}`, { as, body: { role: 'admin' } });
	const other = await signIn(issuer.email);
	const answers = await Promise.all([
		ask('PATCH', `/members/${admin.id}`, { as, body: { role: 'issuer' } }),
		ask('PATCH', `/members/${issuer.id}`, { as: other, body: { role: 'issuer' } })
	]);
	expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
});
