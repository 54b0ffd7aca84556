import { Hono, type Context } from 'hono';
import { MemberChange, NewMember, OrganisationChange } from '#shared/contract/organisation.ts';
import type { AppTypes } from '../app-types.ts';
import { changeRole, deleteMember, findMember, insertMember, listMembers } from '../db/members.ts';
import { changeOrganisation } from '../db/organisations.ts';
import { refuse } from '../problem.ts';
import { readBody } from '../request-body.ts';
import { allow } from '../rights.ts';
import { isTimeZone } from '../time-zone.ts';

export const organisation = new Hono<AppTypes>();

organisation.patch('/organisation', allow('change-organisation'), async (c) => {
	const change = await readBody(c, OrganisationChange);
	if (change instanceof Response) return change;
	if (change.timeZone !== undefined && !isTimeZone(change.timeZone)) {
		return refuse(c, 'request-invalid', { errors: [{ pointer: '/timeZone', code: 'time-zone-unknown' }] });
	}
	return c.json(await changeOrganisation(c.env.DB, c.var.signedIn.organisation.id, change));
});

organisation.get('/members', allow('manage-members'), async (c) => {
	return c.json({ members: await listMembers(c.env.DB, c.var.signedIn.organisation.id) });
});

organisation.post('/members', allow('manage-members'), async (c) => {
	const member = await readBody(c, NewMember);
	if (member instanceof Response) return member;
	const organisationId = c.var.signedIn.organisation.id;
	const email = member.email.toLowerCase();
	const id = crypto.randomUUID();
	const at = new Date(c.var.now).toISOString();
	await c.env.DB.batch(
		insertMember(c.env.DB, { ...member, email, id, userId: crypto.randomUUID(), organisationId, at })
	);
	const members = await listMembers(c.env.DB, organisationId);
	const added = members.find((other) => other.email === email);
	if (added?.id === id) return c.json(added, 201);
	// A request repeated after a lost answer.
	if (added && added.name === member.name && added.role === member.role) return c.json(added);
	// Whether an address belongs to a person elsewhere is nobody's business here.
	const fault = added
		? { code: 'address-taken' }
		: { code: 'address-unavailable', detail: 'This address cannot be added' };
	return refuse(c, 'content-conflict', { errors: [{ pointer: '/email', ...fault }] });
});

organisation.patch('/members/:id', allow('manage-members'), async (c) => {
	const change = await readBody(c, MemberChange);
	if (change instanceof Response) return change;
	const member = await memberOf(c);
	if (!member) return refuse(c, 'not-found');
	const organisationId = c.var.signedIn.organisation.id;
	const isChanged = await changeRole(c.env.DB, { organisationId, id: member.id, role: change.role });
	return isChanged ? c.json({ ...member, role: change.role }) : refuseLastAdmin(c);
});

organisation.delete('/members/:id', allow('manage-members'), async (c) => {
	const member = await memberOf(c);
	if (!member) return refuse(c, 'not-found');
	const isGone = await deleteMember(c.env.DB, c.var.signedIn.organisation.id, member.id);
	return isGone ? c.body(null, 204) : refuseLastAdmin(c);
});

function memberOf(c: Context<AppTypes>) {
	return findMember(c.env.DB, c.var.signedIn.organisation.id, c.req.param('id') ?? '');
}

function refuseLastAdmin(c: Context<AppTypes>): Response {
	return refuse(c, 'state-conflict', { detail: 'An organisation always keeps an admin' });
}
