import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweepDeliveries } from './deliver.ts';
import { mailerOf, type Mail, type Mailer } from './mail/mailer.ts';
import { ask } from './testing/ask.ts';
import * as mailing from './testing/mailing.ts';
import { makeOrganisation, startAfresh } from './testing/organisation.ts';

let slug: string;
let as: string;
beforeAll(startAfresh);
beforeEach(async () => {
	slug = `harbour-${crypto.randomUUID().slice(0, 8)}`;
	({ admin: as } = await makeOrganisation(slug));
});

function to(name: string, domain = 'people.example'): string {
	return `${name}.${slug}@${domain}`;
}

const smtp = mailerOf(mailing.mailing);
const now = new Date();

describe('delivering', () => {
	test('each recipient gets one mail, from the organisation, that leads to the credential', async () => {
		const batchId = await mailing.issueTo([to('a'), to('b')], as);
		await mailing.deliver(batchId, now);
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 2 });
		const mails = await mailing.listMails(slug);
		expect(mails.map(({ to }) => to).toSorted()).toEqual([to('a'), to('b')]);
		const mail = await mailing.readMail(mails[0]?.id ?? '');
		expect(mail.from).toBe('Harbour Skills Institute <credentials@sheaf.example>');
		expect(mail.subject).toBe('Harbour Skills Institute: your credential “First Aid Level 2”');
		expect(mail.text).toMatch(/http:\/\/localhost:8787\/credentials\/[0-9a-f-]{36}/);
	});

	test('run at once, again and again, it mails once', async () => {
		const contacts = Array.from({ length: 45 }, (_, index) => to(`p${index}`));
		const batchId = await mailing.issueTo(contacts, as);
		await Promise.all(Array.from({ length: 4 }, () => mailing.deliver(batchId, now)));
		await mailing.deliver(batchId, now);
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 45 });
		expect((await mailing.listMails(slug)).map(({ to }) => to).toSorted()).toEqual(contacts.toSorted());
	});

	test('an address that is refused for good bounces with its code, and is not tried again', async () => {
		const batchId = await mailing.issueTo([to('nobody', 'bounce.example'), to('a')], as);
		const noted: Mail[] = [];
		await mailing.deliver(batchId, now, mailing.noting(smtp, noted));
		await mailing.deliver(batchId, mailing.later(now, 86_400), mailing.noting(smtp, noted));
		expect(noted).toHaveLength(2);
		expect(await mailing.mailStates(batchId, as)).toMatchObject([
			{ state: 'bounced', code: '5.1.1', detail: 'There is no such mailbox here' },
			{ state: 'sent', code: null }
		]);
	});

	test('an address that is put off is tried again after ever longer pauses, then fails with its code', async () => {
		const batchId = await mailing.issueTo([to('later', 'deferred.example')], as);
		// With a minute before the second try; each further pause is four times as long.
		const noted: Mail[] = [];
		const run = (second: number) =>
			mailing.deliver(batchId, mailing.later(now, second), mailing.noting(smtp, noted));
		for (const [tries, minute] of [0, 1, 5, 21, 85, 341].entries()) {
			if (minute > 0) await run(minute * 60 - 1);
			expect(noted).toHaveLength(tries);
			if (minute > 0) expect(await mailing.deliveriesOf(batchId, as)).toEqual({ delayed: 1 });
			await run(minute * 60);
			expect(noted).toHaveLength(tries + 1);
		}
		expect(await mailing.mailStates(batchId, as)).toMatchObject([{ state: 'failed', code: '4.2.1' }]);
	});

	test('a mail that was put off and is then taken is sent', async () => {
		const batchId = await mailing.issueTo([to('a')], as);
		await mailing.deliver(batchId, now, mailerOf({ ...mailing.mailing, SMTP_PORT: '1' }));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ delayed: 1 });
		await mailing.deliver(batchId, mailing.later(now, 61));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 1 });
		expect(await mailing.listMails(slug)).toHaveLength(1);
	});

	test('a credential that was revoked before its mail went is not mailed', async () => {
		const batchId = await mailing.issueTo([to('a')], as);
		await ask('POST', '/revocations', { as, body: { batchId, reason: 'Wrong course' } });
		await mailing.deliver(batchId, now);
		expect(await mailing.mailStates(batchId, as)).toMatchObject([{ state: 'failed', code: 'revoked' }]);
		expect(await mailing.listMails(slug)).toEqual([]);
	});
});

describe('a mail whose answer was lost', () => {
	test('is never sent again, and after some minutes is told as failed', async () => {
		const batchId = await mailing.issueTo([to('lost', 'cut.example'), to('a')], as);
		const noted: Mail[] = [];
		await mailing.deliver(batchId, now, mailing.noting(smtp, noted));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ pending: 1, sent: 1 });
		await sweepDeliveries(mailing.mailing, mailing.later(now, 60));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ pending: 1, sent: 1 });
		await sweepDeliveries(mailing.mailing, mailing.later(now, 301));
		await mailing.deliver(batchId, mailing.later(now, 7 * 86_400), mailing.noting(smtp, noted));
		expect(await mailing.mailStates(batchId, as)).toMatchObject([
			{ state: 'failed', code: 'outcome-unknown' },
			{ state: 'sent' }
		]);
		expect(noted).toHaveLength(2);
	});

	test('an answer that comes late is believed after all', async () => {
		const batchId = await mailing.issueTo([to('a')], as);
		const slow = stopping(0, { marked: true });
		const delivering = mailing.deliver(batchId, now, slow.mailer);
		await slow.stopped;
		await sweepDeliveries(mailing.mailing, mailing.later(now, 301));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ failed: 1 });
		slow.goOn(true);
		await delivering;
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 1 });
	});
});

describe('a Worker that dies with mails in its hand', () => {
	test('leaves the outcome of one mail unknown; the others are sent by the next, once', async () => {
		const contacts = Array.from({ length: 20 }, (_, index) => to(`p${index}`));
		const batchId = await mailing.issueTo(contacts, as);
		const dying = stopping(7, { marked: true });
		const delivering = mailing.deliver(batchId, now, dying.mailer);
		await dying.stopped;
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 7, pending: 13 });

		await sweepDeliveries(mailing.mailing, mailing.later(now, 299));
		await mailing.deliver(batchId, mailing.later(now, 300));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 7, pending: 13 });
		await sweepDeliveries(mailing.mailing, mailing.later(now, 301));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 7, failed: 1, pending: 12 });
		await mailing.deliver(batchId, mailing.later(now, 302));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 19, failed: 1 });
		const failed = (await mailing.mailStates(batchId, as)).filter((mail) => mail?.state === 'failed');
		expect(failed).toMatchObject([{ code: 'outcome-unknown' }]);
		const mailed = (await mailing.listMails(slug)).map(({ to }) => to);
		expect(mailed).toHaveLength(19);
		expect(new Set(mailed).size).toBe(19);

		dying.goOn(new Error('the Worker died'));
		await expect(delivering).rejects.toThrow('the Worker died');
	});

	test('dead before it called the provider, it loses no mail and none of its tries', async () => {
		const batchId = await mailing.issueTo([to('a'), to('b')], as);
		const broken: Mailer = { send: () => Promise.reject(new Error('the Worker died')) };
		for (let crash = 0; crash < 7; crash++) {
			const at = mailing.later(now, crash * 301);
			await expect(mailing.deliver(batchId, at, broken)).rejects.toThrow();
			await mailing.deliver(batchId, mailing.later(at, 10));
			expect(await mailing.deliveriesOf(batchId, as)).toEqual({ pending: 2 });
			await sweepDeliveries(mailing.mailing, mailing.later(at, 301));
		}
		const at = mailing.later(now, 7 * 301);
		await mailing.deliver(batchId, at, mailerOf({ ...mailing.mailing, SMTP_PORT: '1' }));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ delayed: 2 });
		await mailing.deliver(batchId, mailing.later(at, 61));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 2 });
	});

	test('only slow, it hands over nothing that was given back: no mail goes twice', async () => {
		const batchId = await mailing.issueTo([to('a'), to('b'), to('c')], as);
		const slow = stopping(1, { marked: false });
		const delivering = mailing.deliver(batchId, now, slow.mailer);
		await slow.stopped;
		await sweepDeliveries(mailing.mailing, mailing.later(now, 301));
		const other = stopping(1, { marked: true });
		const beside = mailing.deliver(batchId, mailing.later(now, 302), other.mailer);
		await other.stopped;
		slow.goOn(true);
		await delivering;
		other.goOn(true);
		await beside;
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 3 });
		expect(await mailing.listMails(slug)).toHaveLength(3);
	});

	test('an error of its own in the middle loses none of the answers that it had', async () => {
		const batchId = await mailing.issueTo([to('a'), to('b'), to('c')], as);
		const dying = stopping(1, { marked: false });
		const delivering = mailing.deliver(batchId, now, dying.mailer);
		await dying.stopped;
		dying.goOn(new Error('D1 is away'));
		await expect(delivering).rejects.toThrow('D1 is away');
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 1, pending: 2 });
		await sweepDeliveries(mailing.mailing, mailing.later(now, 301));
		await mailing.deliver(batchId, mailing.later(now, 302));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 3 });
	});
});

/** The SMTP mailer, but it stops at the mail of that number, before or after that is marked as handed over. */
function stopping(number: number, { marked }: { marked: boolean }) {
	const stopped = Promise.withResolvers<void>();
	const goingOn = Promise.withResolvers<true | Error>();
	let count = 0;
	const mailer: Mailer = {
		send: (mails, steps) =>
			smtp.send(mails, {
				onOutcome: (mail, outcome) => steps?.onOutcome(mail, outcome),
				async onHandingOver(mail) {
					const isHere = count++ === number;
					const isOurs = isHere && !marked ? null : await steps?.onHandingOver(mail);
					if (!isHere) return isOurs ?? true;
					stopped.resolve();
					const next = await goingOn.promise;
					if (next !== true) throw next;
					return isOurs ?? (await steps?.onHandingOver(mail)) ?? true;
				}
			})
	};
	return { mailer, stopped: stopped.promise, goOn: goingOn.resolve };
}

test('the sweeper puts mails back on the queue whose message was lost', async () => {
	const batchId = await mailing.issueTo([to('a')], as);
	const queued: unknown[] = [];
	const QUEUE = {
		sendBatch: async (messages: { body: unknown }[]) => void queued.push(...messages.map(({ body }) => body))
	} as unknown as typeof mailing.mailing.QUEUE;
	await sweepDeliveries({ ...mailing.mailing, QUEUE }, now);
	expect(queued).toEqual([]);
	await sweepDeliveries({ ...mailing.mailing, QUEUE }, mailing.later(now, 120));
	expect(queued).toContainEqual({ kind: 'deliver', batchId, chunk: 0 });
});
