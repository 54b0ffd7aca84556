import { Hono } from 'hono';
import { badgeSvg } from '#shared/badge/badge-svg.ts';
import { buildDidDocument } from '#shared/proof/did.ts';
import type { AppTypes } from '../app-types.ts';
import { findDefinition } from '../db/definitions.ts';
import { listKeys } from '../db/keys.ts';
import { findOrganisationBySlug } from '../db/organisations.ts';
import { refuse } from '../problem.ts';
import { answerCredential, publicHeaders } from '../public-answer.ts';
import { readStatusList } from '../status-list.ts';

// What anybody may read of an organisation: its DID document, its status lists, its badges.

const BADGE_HEADERS = {
	'Content-Type': 'image/svg+xml',
	'Cache-Control': 'public, max-age=3600',
	// Opened by itself, an SVG is a document: let it do nothing.
	'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox"
};

export const publicOrganisation = new Hono<AppTypes>();

publicOrganisation.get('/:slug/did.json', async (c) => {
	const organisation = await findOrganisationBySlug(c.env.DB, c.req.param('slug'));
	if (!organisation) return refuse(c, 'not-found');
	const keys = await listKeys(c.env.DB, organisation.id);
	const document = buildDidDocument({ origin: c.env.ORIGIN, slug: organisation.slug, keys });
	return c.body(JSON.stringify(document), 200, {
		...publicHeaders,
		'Content-Type': 'application/json'
	});
});

publicOrganisation.get('/:slug/status/:list{[1-9][0-9]{0,8}}', async (c) => {
	const organisation = await findOrganisationBySlug(c.env.DB, c.req.param('slug'));
	if (!organisation) return refuse(c, 'not-found');
	const list = Number(c.req.param('list'));
	const found = await readStatusList(c.env, { organisation, list, now: c.var.now });
	if (!found) return refuse(c, 'not-found');
	return answerCredential(c, found.document, `${list}-${found.revision}`);
});

publicOrganisation.get('/:slug/badges/:file{.+\\.svg}', async (c) => {
	const organisation = await findOrganisationBySlug(c.env.DB, c.req.param('slug'));
	const id = c.req.param('file').slice(0, -'.svg'.length);
	const definition = organisation && (await findDefinition(c.env.DB, organisation.id, id));
	if (!definition) return refuse(c, 'not-found');
	return c.body(badgeSvg({ id: definition.id, name: definition.name }), 200, {
		...publicHeaders,
		...BADGE_HEADERS
	});
});
