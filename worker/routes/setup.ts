import { timingSafeEqual } from 'node:crypto';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { BATCH_DEFINITIONS } from '#shared/contract/batch.ts';
import { NewMember, Organisation } from '#shared/contract/organisation.ts';
import { readDefinitionId } from '#shared/definition/definition-id.ts';
import { ACHIEVEMENT_TYPES, DefinitionContent } from '#shared/definition/definition.ts';
import type { AppTypes } from '../app-types.ts';
import { insertVersion } from '../db/definitions.ts';
import { insertKey } from '../db/keys.ts';
import { insertMember } from '../db/members.ts';
import { findOrganisationBySlug, insertOrganisation } from '../db/organisations.ts';
import { faultsOfDefinition } from '../definition-faults.ts';
import { makeKey } from '../keys.ts';
import { refuse } from '../problem.ts';
import { readBody } from '../request-body.ts';
import { isTimeZone } from '../time-zone.ts';

const DEFAULT_HOLD_MINUTES = 10;
const FIRST_KEY = 'key-1';

/** An operator's catalog may use types of its own; Open Badges spells those `ext:…`. */
const AchievementType = z.preprocess((type) => {
	const isOwn = typeof type === 'string' && /^[A-Za-z0-9]+$/.test(type);
	return isOwn && !(ACHIEVEMENT_TYPES as readonly string[]).includes(type) ? `ext:${type}` : type;
}, DefinitionContent.shape.achievementType);

const SetupDefinition = DefinitionContent.extend({
	id: z.string().refine((id) => readDefinitionId(id) === id),
	achievementType: AchievementType
});

/** What an operator begins an organisation with. */
const Setup = z.object({
	organisation: Organisation.omit({ id: true }).extend({
		timeZone: z.string().refine(isTimeZone),
		holdMinutes: Organisation.shape.holdMinutes.default(DEFAULT_HOLD_MINUTES)
	}),
	admin: NewMember.omit({ role: true }),
	definitions: z.array(SetupDefinition).max(BATCH_DEFINITIONS).default([])
});
type Setup = z.infer<typeof Setup>;

export const setup = new Hono<AppTypes>();

/** POST /organisations, with the operator's token. The same slug again answers the organisation as it is. */
setup.post('/organisations', async (c) => {
	if (!isOperator(c)) return refuse(c, 'sign-in-needed');
	const wanted = await readBody(c, Setup);
	if (wanted instanceof Response) return wanted;
	const before = await findOrganisationBySlug(c.env.DB, wanted.organisation.slug);
	if (before) return c.json({ organisation: before });
	const errors = wanted.definitions.flatMap((definition, at) =>
		faultsOfDefinition(definition, ['definitions', at])
	);
	if (errors.length > 0) return refuse(c, 'request-invalid', { errors });
	return makeOrganisation(c, wanted);
});

async function makeOrganisation(c: Context<AppTypes>, wanted: Setup): Promise<Response> {
	const db = c.env.DB;
	const at = new Date(c.var.now).toISOString();
	const organisation = { ...wanted.organisation, id: crypto.randomUUID() };
	const organisationId = organisation.id;
	const email = wanted.admin.email.toLowerCase();
	if (await db.prepare('SELECT 1 FROM "user" WHERE email = ?').bind(email).first()) {
		return refuse(c, 'content-conflict', { errors: [{ pointer: '/admin/email', code: 'address-taken' }] });
	}
	const key = await makeKey(FIRST_KEY, { organisationId, secret: c.env.KEY_SECRET });
	const admin = { ...wanted.admin, email, role: 'admin' as const, id: crypto.randomUUID() };
	await db.batch([
		insertOrganisation(db, organisation, at),
		insertKey(db, { ...key, organisationId, at }),
		...insertMember(db, { ...admin, userId: crypto.randomUUID(), organisationId, at }),
		...wanted.definitions.flatMap(({ id, ...content }) =>
			insertVersion(db, { organisationId, id, basedOn: 0, content, at })
		)
	]);
	return c.json({ organisation }, 201);
}

function isOperator(c: Context<AppTypes>): boolean {
	const expected = new TextEncoder().encode(`Bearer ${c.env.SETUP_TOKEN}`);
	const given = new TextEncoder().encode(c.req.header('authorization') ?? '');
	// Compared with itself where the lengths differ: the time then tells nothing but that.
	const isLong = given.byteLength === expected.byteLength;
	return timingSafeEqual(isLong ? given : expected, expected) && isLong && !!c.env.SETUP_TOKEN;
}
