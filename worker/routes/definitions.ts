import { Hono, type Context } from 'hono';
import { Archived, CatalogQuery, DefinitionChange, type Catalog } from '#shared/contract/catalog.ts';
import { readDefinitionId } from '#shared/definition/definition-id.ts';
import { DefinitionContent } from '#shared/definition/definition.ts';
import type { AppTypes } from '../app-types.ts';
import { raiseSeqOf } from '../db/change-seq.ts';
import { findDefinition, insertVersion, listDefinitions, setArchived } from '../db/definitions.ts';
import { imageExists } from '../db/images.ts';
import { faultsOfDefinition } from '../definition-faults.ts';
import { faultsOf, refuse, refuseCursor } from '../problem.ts';
import { readBody } from '../request-body.ts';
import { allow } from '../rights.ts';

export const definitions = new Hono<AppTypes>();

definitions.get('/', allow('read'), async (c) => {
	const query = CatalogQuery.safeParse(c.req.query());
	if (!query.success) return refuse(c, 'request-invalid', { errors: faultsOf(query.error) });
	const organisationId = c.var.signedIn.organisation.id;
	const { cursor } = query.data;
	const found = await listDefinitions(c.env.DB, organisationId, cursor === undefined ? null : Number(cursor));
	if (!found) return refuseCursor(c);
	const { definitions, seq } = found;
	return c.json({ organisationId, definitions, cursor: String(seq) } satisfies Catalog);
});

definitions.put('/:id', allow('define'), async (c) => {
	const id = c.req.param('id');
	if (readDefinitionId(id) !== id) {
		return refuse(c, 'request-invalid', { detail: 'That is no ID of a definition' });
	}
	const change = await readBody(c, DefinitionChange);
	if (change instanceof Response) return change;
	const refusal = await checkContent(c, change.content);
	if (refusal) return refusal;
	return writeVersion(c, id, change);
});

definitions.put('/:id/archived', allow('define'), async (c) => {
	const change = await readBody(c, Archived);
	if (change instanceof Response) return change;
	const organisationId = c.var.signedIn.organisation.id;
	await setArchived(c.env.DB, { organisationId, id: c.req.param('id'), archived: change.archived });
	const entry = await findDefinition(c.env.DB, organisationId, c.req.param('id'));
	return entry ? c.json(entry) : refuse(c, 'not-found');
});

async function writeVersion(c: Context<AppTypes>, id: string, change: DefinitionChange): Promise<Response> {
	const organisationId = c.var.signedIn.organisation.id;
	const before = await findDefinition(c.env.DB, organisationId, id);
	if (!before && change.basedOn > 0) return refuse(c, 'not-found');
	const at = new Date(c.var.now).toISOString();
	await c.env.DB.batch([
		raiseSeqOf(c.env.DB, organisationId),
		...insertVersion(c.env.DB, { organisationId, id, ...change, at })
	]);
	// Whoever wrote the version, this request or an earlier one whose answer was lost: the content decides.
	const entry = await findDefinition(c.env.DB, organisationId, id);
	if (!entry) throw new Error('A definition was not written');
	const isMade = entry.version === change.basedOn + 1 && sameContent(entry, change.content);
	return isMade
		? c.json(entry)
		: refuse(c, 'version-conflict', { detail: `It is at version ${entry.version}` });
}

function sameContent(a: DefinitionContent, b: DefinitionContent): boolean {
	// Parsing drops what is not content and puts the keys in the schema's order.
	return JSON.stringify(DefinitionContent.parse(a)) === JSON.stringify(DefinitionContent.parse(b));
}

async function checkContent(c: Context<AppTypes>, content: DefinitionContent): Promise<Response | null> {
	const errors = faultsOfDefinition(content, ['content']);
	if (errors.length > 0) return refuse(c, 'request-invalid', { errors });
	if (content.image === undefined || (await imageExists(c.env.DB, content.image))) return null;
	return refuse(c, 'request-invalid', {
		errors: [{ pointer: '/content/image', code: 'image-missing', detail: 'Upload the image first' }]
	});
}
