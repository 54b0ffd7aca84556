import * as z from 'zod';
import { expect, test } from 'vitest';
import { HistoryPage, type HistoryChange } from './history.ts';
import { Catalog } from './catalog.ts';
import { OLDEST_PROTOCOL_VERSION } from './protocol.ts';

/** Answers as the first copies of protocol 1 parse them. They live on in caches. */
const OldHistoryPage = z.object({
	organisationId: z.string(),
	changes: z.array(
		z.object({
			credentialId: z.string(),
			definitionId: z.string(),
			firstName: z.string(),
			lastName: z.string(),
			contact: z.string(),
			validFrom: z.string(),
			validUntil: z.string().nullable(),
			state: z.enum(['held', 'issued', 'revoked', 'superseded', 'gone'])
		})
	),
	cursor: z.string().regex(/^\d{1,15}\.\d{1,7}$/),
	more: z.boolean()
});
const OldCatalog = z.object({ definitions: z.array(z.unknown()) });

const known = {
	credentialId: '7d3f1f1c-0b7c-4a31-8a9d-9f1b5a1c2d3e',
	definitionId: 'D3V2-QMHQ',
	firstName: 'Zoë',
	lastName: 'Wang',
	contact: 'zoe@example.com',
	validFrom: '2026-11-20T10:00:00.000Z',
	validUntil: null,
	state: 'issued' as const
};
const change: HistoryChange = {
	...known,
	batchId: '5c0f6a52-6b0e-4f3e-9d55-7a3c1f0e9b11',
	position: 250,
	revokedAt: null,
	revokedReason: null,
	delivery: { state: 'delivered', at: '2026-11-20T10:01:00.000Z', code: null }
};

test('while protocol 1 is understood, its first copies understand the answers that have more in them', () => {
	expect(OLDEST_PROTOCOL_VERSION).toBe(1);
	const page = { organisationId: 'harbour', changes: [change], cursor: '9.250', more: false };
	expect(OldHistoryPage.parse(HistoryPage.parse(page))).toEqual({ ...page, changes: [known] });
	const catalog = { organisationId: 'harbour', definitions: [], cursor: '9' };
	expect(OldCatalog.parse(Catalog.parse(catalog))).toEqual({ definitions: [] });
});
