import { Hono } from 'hono';
import type { AppTypes } from '../app-types.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { listRecipients } from '../db/recipients.ts';
import { allow } from '../rights.ts';

const RECIPIENTS_PER_PAGE = 50;

export const recipients = new Hono<AppTypes>();

recipients.get('/', allow('read'), async (c) => {
	const found = await listRecipients(c.env.DB, {
		organisationId: c.var.signedIn.organisation.id,
		search: c.req.query('search') ?? '',
		after: readCursor(c.req.query('cursor')),
		limit: RECIPIENTS_PER_PAGE + 1
	});
	const page = found.slice(0, RECIPIENTS_PER_PAGE);
	const last = found.length > RECIPIENTS_PER_PAGE ? page.at(-1) : undefined;
	const cursor = last?.validFrom ? writeCursor([last.validFrom, last.credentialId]) : null;
	return c.json({ recipients: page, cursor });
});
