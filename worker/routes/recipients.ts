import { Hono } from 'hono';
import { RecipientSearch } from '#shared/contract/batch.ts';
import type { AppTypes } from '../app-types.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { listRecipients } from '../db/recipients.ts';
import { readBody } from '../request-body.ts';
import { allow } from '../rights.ts';

const RECIPIENTS_PER_PAGE = 50;

export const recipients = new Hono<AppTypes>();

recipients.post('/search', allow('read'), async (c) => {
	const wanted = await readBody(c, RecipientSearch);
	if (wanted instanceof Response) return wanted;
	const found = await listRecipients(c.env.DB, {
		organisationId: c.var.signedIn.organisation.id,
		search: wanted.search ?? '',
		after: readCursor(wanted.cursor ?? undefined),
		limit: RECIPIENTS_PER_PAGE + 1
	});
	const page = found.slice(0, RECIPIENTS_PER_PAGE);
	const last = found.length > RECIPIENTS_PER_PAGE ? page.at(-1) : undefined;
	const cursor = last?.validFrom ? writeCursor([last.validFrom, last.credentialId]) : null;
	return c.json({ recipients: page, cursor });
});
