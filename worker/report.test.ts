import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ErrorReport } from '#shared/contract/batch.ts';
import { REPORT_CHUNK } from './db/claims.ts';
import { deliverChunk } from './deliver.ts';
import { recordDeliveryEvent, type ProviderEvent } from './delivery-event.ts';
import { sweepReports } from './report.ts';
import { ask } from './testing/ask.ts';
import { readBatch } from './testing/batch.ts';
import * as mailing from './testing/mailing.ts';
import { makeHarbour, startAfresh, type TestOrganisation } from './testing/organisation.ts';

let harbour: TestOrganisation;
let slug: string;
let as: string;
beforeAll(startAfresh);
beforeEach(async () => {
	harbour = await makeHarbour();
	({ issuer: as, slug } = harbour);
});

const now = new Date();

function to(name: string, domain = 'people.example'): string {
	return `${name}.${slug}@${domain}`;
}

/** What the provider says of the batch's mail to this address. */
async function hear(batchId: string, contact: string, more: Partial<ProviderEvent>, at = now): Promise<void> {
	const name = await env.DB.prepare(
		'SELECT provider_message_id AS name FROM delivery WHERE batch_id = ? AND contact = ?'
	)
		.bind(batchId, contact)
		.first<string>('name');
	const event: ProviderEvent = {
		key: crypto.randomUUID(),
		providerMessageId: name ?? '',
		kind: 'delivered',
		permanent: false,
		at: at.toISOString(),
		code: null,
		detail: null,
		...more
	};
	expect(await recordDeliveryEvent(env.DB, event, at)).toBe('recorded');
}

async function countReportMails(batchId: string): Promise<number | null> {
	return env.DB.prepare("SELECT count(*) AS n FROM delivery WHERE batch_id = ? AND kind = 'error-report'")
		.bind(batchId)
		.first<number>('n');
}

test('a batch without failures is settled without a report', async () => {
	const batchId = await mailing.issueTo([to('a')], as);
	await sweepReports(mailing.mailing, now);
	expect((await readBatch(batchId, as)).settledAt).toBeNull();
	await mailing.deliver(batchId, now);
	await hear(batchId, to('a'), { kind: 'delivered' });
	await sweepReports(mailing.mailing, now);
	expect(await readBatch(batchId, as)).toMatchObject({ settledAt: now.toISOString(), errorReport: null });
});

test('a mail that was only taken is waited for until it is quiet', async () => {
	const batchId = await mailing.issueTo([to('a')], as);
	await mailing.deliver(batchId, now);
	await sweepReports(mailing.mailing, mailing.later(now, 59));
	expect((await readBatch(batchId, as)).settledAt).toBeNull();
	await sweepReports(mailing.mailing, mailing.later(now, 60));
	expect((await readBatch(batchId, as)).settledAt).not.toBeNull();
});

test('failures become one report, however often and concurrently it is asked for, mailed once to every admin', async () => {
	await ask('POST', '/members', {
		as: harbour.admin,
		body: { name: 'Bo', email: `bo@${slug}.example`, role: 'admin' }
	});
	const contacts = [to('nobody', 'bounce.example'), to('a'), to('none', 'bounce.example')];
	const batchId = await mailing.issueTo(contacts, as);
	await mailing.deliver(batchId, now);
	await hear(batchId, to('a'), { kind: 'delivered' });
	await Promise.all(Array.from({ length: 4 }, () => sweepReports(mailing.mailing, now)));
	await sweepReports(mailing.mailing, mailing.later(now, 86_400));
	expect((await readBatch(batchId, as)).errorReport).toEqual({ failures: 2, madeAt: now.toISOString() });
	const report = (await ask('GET', `/batches/${batchId}/error-report`, { as })).body as ErrorReport;
	expect(report.failures.map(({ contact }) => contact)).toEqual([contacts[0], contacts[2]]);

	for (let run = 0; run < 2; run++) await deliverChunk(mailing.mailing, { batchId, chunk: REPORT_CHUNK });
	const mails = (await mailing.listMails(slug)).filter(({ subject }) => subject.startsWith('Error report'));
	expect(mails.map(({ to }) => to).toSorted()).toEqual([`admin@${slug}.example`, `bo@${slug}.example`]);
	const mail = await mailing.readMail(mails[0]?.id ?? '');
	expect(mail.subject).toBe('Error report: 2 of 3 mails failed in “Spring course”');
	expect(mail.text).toContain(`${contacts[0]} — Zoë 0 Ångström 0, First Aid Level 2`);
	expect(mail.text).toContain('There is no such address.');
	expect(mail.text).toContain(`http://localhost:8787/batches/${batchId}`);
	expect(mail.text).not.toContain(to('a'));
});

test('failures that come later are gathered in the next report; news that is none makes no report', async () => {
	const contacts = [to('nobody', 'bounce.example'), to('a'), to('b')];
	const batchId = await mailing.issueTo(contacts, as);
	await mailing.deliver(batchId, now);
	await sweepReports(mailing.mailing, mailing.later(now, 60));
	expect(await countReportMails(batchId)).toBe(1);

	const day = mailing.later(now, 86_400);
	await hear(batchId, to('a'), { kind: 'bounced', permanent: true, code: '5.2.2' }, day);
	await sweepReports(mailing.mailing, mailing.later(day, 10));
	expect(await countReportMails(batchId)).toBe(1);
	await hear(batchId, to('b'), { kind: 'complained' }, mailing.later(day, 20));
	await sweepReports(mailing.mailing, mailing.later(day, 80));
	expect((await readBatch(batchId, as)).errorReport?.failures).toBe(3);
	expect(await countReportMails(batchId)).toBe(2);

	await hear(batchId, to('b'), { kind: 'delivered' }, mailing.later(day, 90));
	await sweepReports(mailing.mailing, mailing.later(day, 900));
	expect(await countReportMails(batchId)).toBe(2);
});

test('a revoked credential whose mail was held back is nobody’s failure', async () => {
	const batchId = await mailing.issueTo([to('a')], as);
	await ask('POST', '/revocations', { as, body: { batchId, reason: 'Wrong course' } });
	await mailing.deliver(batchId, now);
	await sweepReports(mailing.mailing, now);
	expect(await readBatch(batchId, as)).toMatchObject({ settledAt: now.toISOString(), errorReport: null });
});

describe('a mail that the provider delays and never mentions again', () => {
	const hours = (count: number) => mailing.later(now, count * 3600);

	test('keeps its batch open for 72 hours after its last news, then is reported with its reason', async () => {
		const contacts = [to('nobody', 'bounce.example'), to('slow'), to('a')];
		const batchId = await mailing.issueTo(contacts, as);
		await mailing.deliver(batchId, now);
		await hear(batchId, to('a'), { kind: 'delivered' });
		await hear(batchId, to('slow'), { kind: 'delayed', code: '4.4.1' }, hours(1));
		await hear(batchId, to('slow'), { kind: 'delayed', code: '4.4.1' }, hours(10));
		await sweepReports(mailing.mailing, mailing.later(hours(82), -1));
		expect((await readBatch(batchId, as)).settledAt).toBeNull();
		await sweepReports(mailing.mailing, hours(82));
		expect((await readBatch(batchId, as)).errorReport).toEqual({
			failures: 2,
			madeAt: hours(82).toISOString()
		});
		const report = (await ask('GET', `/batches/${batchId}/error-report`, { as })).body as ErrorReport;
		expect(report.failures.map(({ contact }) => contact)).toEqual([contacts[0], contacts[1]]);
		expect(report.failures[1]?.delivery).toMatchObject({ state: 'delayed', code: '4.4.1' });

		await deliverChunk(mailing.mailing, { batchId, chunk: REPORT_CHUNK });
		const [mail] = (await mailing.listMails(slug)).filter(({ subject }) =>
			subject.startsWith('Error report')
		);
		expect((await mailing.readMail(mail?.id ?? '')).text).toContain('kept putting the mail off');
		// It bounces after all: it was told of already.
		await hear(batchId, to('slow'), { kind: 'bounced', code: '4.4.7' }, hours(100));
		await sweepReports(mailing.mailing, hours(102));
		expect(await countReportMails(batchId)).toBe(1);
		expect((await readBatch(batchId, as)).settledAt).toBe(hours(102).toISOString());
	});

	test('a mail that we put off ourselves is not given up: it is tried again', async () => {
		const batchId = await mailing.issueTo([to('later', 'deferred.example')], as);
		await mailing.deliver(batchId, now);
		await sweepReports(mailing.mailing, hours(1000));
		expect((await readBatch(batchId, as)).settledAt).toBeNull();
	});

	test('batches that stay open starve no other', async () => {
		const open = await mailing.issueTo([to('waits')], as);
		// More in front than one sweep looks at.
		await env.DB.prepare(
			`INSERT INTO batch (id, organisation_id, label, label_folded, state, row_count, chunk_count, declaration,
				created_by, created_by_member, declared_at, completed_at)
			SELECT batch.id || '-' || value, organisation_id, '', '', state, row_count, chunk_count, declaration,
				created_by, created_by_member, declared_at, '2000-01-01T00:00:00.000Z'
			FROM batch JOIN json_each(?2) WHERE batch.id = ?1`
		)
			.bind(open, JSON.stringify(Array.from({ length: 60 }, (_, index) => index)))
			.run();
		await env.DB.prepare(
			`INSERT INTO delivery (id, organisation_id, batch_id, kind, chunk, contact, created_at, updated_at)
			SELECT batch.id, organisation_id, batch.id, 'credential', 0, 'waits@people.example', ?2, ?2
			FROM batch WHERE id LIKE ?1 || '-%'`
		)
			.bind(open, now.toISOString())
			.run();
		const batchId = await mailing.issueTo([to('nobody', 'bounce.example')], as);
		await mailing.deliver(batchId, now);
		for (let minute = 0; minute < 2; minute++) {
			await sweepReports(mailing.mailing, mailing.later(now, minute * 60));
		}
		expect((await readBatch(batchId, as)).errorReport?.failures).toBe(1);
	});
});
