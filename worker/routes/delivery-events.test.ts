import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { Webhook } from 'standardwebhooks';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { app } from '../app.ts';
import { recordCloudflareEmailEvent } from '../cloudflare-email-event.ts';
import { askAt, type Asked } from '../testing/ask.ts';
import * as mailing from '../testing/mailing.ts';
import { makeHarbour, startAfresh } from '../testing/organisation.ts';

const SECRET = `whsec_${btoa('a secret of some thirty-two bytes')}`;
const OTHER_SECRET = `whsec_${btoa('another one of as many as those')}`;

let as: string;
let batchId: string;
let messageId: string;

beforeAll(startAfresh);
beforeEach(async () => {
	({ admin: as } = await makeHarbour());
	batchId = await mailing.issueTo([`${crypto.randomUUID()}@people.example`], as);
	await mailing.deliver(batchId);
	messageId = await nameOfMail();
});

async function nameOfMail(): Promise<string> {
	const name = await env.DB.prepare('SELECT provider_message_id AS name FROM delivery WHERE batch_id = ?')
		.bind(batchId)
		.first<string>('name');
	return name ?? '';
}

function makeEvent(type: string, more: Record<string, unknown> = {}): string {
	const created_at = new Date().toISOString();
	return JSON.stringify({
		type,
		created_at,
		data: { email_id: messageId, to: ['a@people.example'], ...more }
	});
}

interface Signing {
	id?: string;
	at?: Date;
	secret?: string;
	prefix?: string;
	/** Sent in place of the body that was signed. */
	tampered?: string;
}

function post(
	body: string,
	{ id = crypto.randomUUID(), at = new Date(), ...how }: Signing = {}
): Promise<Asked> {
	const prefix = how.prefix ?? 'webhook';
	return askAt('POST', '/api/v1/delivery-events/standard-webhooks', {
		body: new TextEncoder().encode(how.tampered ?? body),
		headers: {
			[`${prefix}-id`]: id,
			[`${prefix}-timestamp`]: String(Math.floor(at.getTime() / 1000)),
			// While a secret is being changed, a provider signs by both.
			[`${prefix}-signature`]: [OTHER_SECRET, how.secret ?? SECRET]
				.map((secret) => new Webhook(secret).sign(id, at, body))
				.join(' ')
		},
		fetch: (request) =>
			app.fetch(request, { ...mailing.mailing, DELIVERY_EVENT_SECRET: SECRET }, createExecutionContext())
	});
}

async function countEvents(): Promise<number | null> {
	return env.DB.prepare(
		'SELECT count(*) AS n FROM delivery_event JOIN delivery ON delivery.id = delivery_id WHERE batch_id = ?'
	)
		.bind(batchId)
		.first<number>('n');
}

describe('a signed event', () => {
	test.each([
		['email.delivered', {}, 'delivered', null],
		['email.delivery_delayed', {}, 'delayed', null],
		[
			'email.bounced',
			{ bounce: { type: 'Permanent', subType: 'General', message: '550 5.1.1 No' } },
			'bounced',
			'5.1.1'
		],
		[
			'email.bounced',
			{ bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } },
			'bounced',
			'MailboxFull'
		],
		['email.complained', {}, 'complained', null],
		['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'failed', null],
		['email.suppressed', {}, 'failed', 'suppressed']
	])('%s %o makes the mail %s %s', async (type, more, state, code) => {
		expect((await post(makeEvent(type, more))).status).toBe(202);
		expect(await mailing.mailStates(batchId, as)).toMatchObject([{ state, code }]);
	});

	test('is taken with Svix’s names of the headers', async () => {
		expect((await post(makeEvent('email.delivered'), { prefix: 'svix' })).status).toBe(202);
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ delivered: 1 });
	});

	test('that comes again, at once or later, counts once', async () => {
		const body = makeEvent('email.delivered');
		const answers = await Promise.all(Array.from({ length: 5 }, () => post(body, { id: 'evt_1' })));
		answers.push(await post(body, { id: 'evt_1' }));
		expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202]);
		expect(await countEvents()).toBe(2);
	});

	test('after a stronger one changes nothing, whatever their order', async () => {
		await post(makeEvent('email.bounced', { bounce: { type: 'Permanent' } }));
		await post(makeEvent('email.delivered'));
		await post(makeEvent('email.delivery_delayed'));
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ bounced: 1 });
	});

	test('that overtakes our own record of sending finds its delivery by the id in the mail’s name', async () => {
		await env.DB.prepare('UPDATE delivery SET provider_message_id = NULL').run();
		expect((await post(makeEvent('email.delivered'))).status).toBe(202);
		expect(await nameOfMail()).toBe(messageId);
	});

	test('about a mail that is not known is asked for again while it is young, and let go when it is old', async () => {
		const young = {
			type: 'email.delivered',
			created_at: new Date().toISOString(),
			data: { email_id: 'x@y' }
		};
		expect((await post(JSON.stringify(young))).status).toBe(404);
		const old = { ...young, created_at: '2026-01-01T00:00:00Z' };
		const answer = await post(JSON.stringify(old));
		expect([answer.status, answer.body]).toEqual([202, { recorded: false }]);
	});

	test('of a kind that says nothing of a mail’s fate is taken and let go', async () => {
		expect((await post(makeEvent('email.opened'))).status).toBe(202);
		expect(await countEvents()).toBe(1);
	});

	test('that has not the shape is refused, naming the place', async () => {
		const answer = await post(JSON.stringify({ type: 'email.bounced', created_at: 'yesterday', data: {} }));
		expect(answer.status).toBe(400);
		expect(answer.problem.errors?.[0]?.pointer).toBe('/created_at');
	});
});

describe('refused, and without effect, is', () => {
	const minutes = (count: number) => new Date(Date.now() + count * 60_000);

	test.each<[string, Signing]>([
		['a body that was tampered with', { tampered: '{"type":"email.bounced"}' }],
		['a replay after the tolerance', { at: minutes(-6) }],
		['a time in the future', { at: minutes(6) }],
		['a signature by another secret', { secret: OTHER_SECRET }]
	])('%s', async (_, signing) => {
		const answer = await post(makeEvent('email.bounced'), signing);
		expect([answer.status, answer.problem.code]).toEqual([401, 'sign-in-needed']);
		expect(await mailing.deliveriesOf(batchId, as)).toEqual({ sent: 1 });
	});

	test('a request without a signature', async () => {
		const answer = await askAt('POST', '/api/v1/delivery-events/standard-webhooks', {
			body: new TextEncoder().encode(makeEvent('email.bounced')),
			fetch: (request) =>
				app.fetch(request, { ...mailing.mailing, DELIVERY_EVENT_SECRET: SECRET }, createExecutionContext())
		});
		expect(answer.status).toBe(401);
	});
});

describe('an event of Cloudflare Email Service', () => {
	const make = (type: string, more: Record<string, unknown> = {}) => ({
		type: `cf.email.sending.message.${type}`,
		source: { type: 'email.sending', domain: 'sheaf.example' },
		payload: {
			eventId: crypto.randomUUID(),
			messageId,
			recipient: 'a@people.example',
			terminal: true,
			...more
		},
		metadata: { eventSchemaVersion: 1, eventTimestamp: new Date().toISOString() }
	});

	test.each([
		['delivered', {}, 'delivered', null],
		['deferred', { delivery: { smtpStatusCode: '451' } }, 'delayed', '451'],
		[
			'bounced',
			{
				delivery: { smtpStatusCode: '550', smtpEnhancedStatusCode: '5.1.1' },
				bounce: { type: 'hard', reason: 'No such user' }
			},
			'bounced',
			'5.1.1'
		],
		['rejected', { rejection: { reason: 'suppressed' } }, 'failed', 'suppressed'],
		['failed', { failure: { reason: 'expired' } }, 'failed', null],
		['complained', {}, 'complained', null]
	])('%s %o makes the mail %s %s', async (type, more, state, code) => {
		const event = make(type, more);
		for (let time = 0; time < 2; time++) {
			expect(await recordCloudflareEmailEvent(env.DB, event, new Date())).toBe('recorded');
		}
		expect(await mailing.mailStates(batchId, as)).toMatchObject([{ state, code }]);
		expect(await countEvents()).toBe(2);
	});

	test('that has not the shape is let go', async () => {
		const event = { type: 'cf.email.sending.message.bounced', payload: {} };
		expect(await recordCloudflareEmailEvent(env.DB, event, new Date())).toBe('unknown');
	});
});
