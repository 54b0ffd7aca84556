import * as z from 'zod';
import { Definition, DefinitionContent } from '../definition/definition.ts';
import { ChangeCursor } from './change-cursor.ts';

/** A definition in the catalog, with how many of its credentials were issued. */
export const CatalogEntry = Definition.extend({ issued: z.int().nonnegative() });
export type CatalogEntry = z.infer<typeof CatalogEntry>;

/**
 * GET /definitions?cursor= : archived ones too. Without a cursor all, with one those that changed behind it: that have a new
 * version, were archived or taken out of the archive, or of which more were issued. A cursor that this server did not
 * make is `request-invalid` at `/cursor`: begin anew.
 */
export const CatalogQuery = z.object({ cursor: ChangeCursor.optional() });

export const Catalog = z.object({
	/** Whose catalog it is: who is signed in may have changed since the question was thought of. */
	organisationId: z.string(),
	definitions: z.array(CatalogEntry),
	/** For the next question. */
	cursor: ChangeCursor
});
export type Catalog = z.infer<typeof Catalog>;

/**
 * PUT /definitions/ID: defines it (`basedOn` 0; the ID is made on the device) or makes the next version of it.
 * `basedOn` is the version that the person edited; another current version answers 409 `version-conflict`.
 * The same content again for the version that it already made answers as before.
 */
export const DefinitionChange = z.object({ basedOn: z.int().nonnegative(), content: DefinitionContent });
export type DefinitionChange = z.infer<typeof DefinitionChange>;

/** PUT /definitions/ID/archived. */
export const Archived = z.object({ archived: z.boolean() });

// PUT /images/SHA256 (under the API): a PNG of at most IMAGE_LIMIT bytes as the raw body. GET /images/SHA256.png is public.
export const IMAGE_LIMIT = 300_000;
