import { Hono } from 'hono';
import { sha256Hex } from '#shared/batch/digest.ts';
import { IMAGE_LIMIT } from '#shared/contract/catalog.ts';
import type { AppTypes } from '../app-types.ts';
import { insertImage } from '../db/images.ts';
import { findPngFault } from '../png.ts';
import { refuse } from '../problem.ts';
import { readBytes } from '../request-body.ts';
import { allow } from '../rights.ts';

export const images = new Hono<AppTypes>();

images.put('/:digest', allow('define'), async (c) => {
	const bytes = await readBytes(c, IMAGE_LIMIT);
	if (bytes instanceof Response) return bytes;
	const fault = findPngFault(bytes);
	if (fault) return refuse(c, 'request-invalid', { errors: [{ pointer: '', code: fault }] });
	const digest = c.req.param('digest');
	if ((await sha256Hex(bytes)) !== digest) {
		return refuse(c, 'content-conflict', { detail: 'The bytes do not have the SHA-256 of the address' });
	}
	const organisationId = c.var.signedIn.organisation.id;
	const at = new Date(c.var.now).toISOString();
	await insertImage(c.env.DB, { sha256: digest, organisationId, bytes, at });
	return c.body(null, 204);
});
