import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { inject } from 'vitest';
import type { Batch, BatchRow } from '#shared/contract/batch.ts';
import { app } from '../app.ts';
import { deliverChunk } from '../deliver.ts';
import type { Env } from '../env.ts';
import { issueChunk } from '../issue.ts';
import { mailerOf, type Mail, type Mailer } from '../mail/mailer.ts';
import { ask } from './ask.ts';
import { makeRow, prepareBatch, readBatch, upload } from './batch.ts';

const MAILBOX = `http://127.0.0.1:${inject('mailboxPort')}`;

/** The bindings, mailing to the local mailbox, with a queue that loses every message: the tests say what runs when. */
export const mailing: Env = {
	...env,
	MAILER: 'smtp',
	SMTP_HOST: '127.0.0.1',
	SMTP_PORT: `${inject('smtpPort')}`,
	ERROR_REPORT_QUIET_SECONDS: '60',
	QUEUE: { send: async () => {}, sendBatch: async () => {} } as unknown as typeof env.QUEUE
};

export interface TestMail {
	id: string;
	to: string;
	from: string;
	subject: string;
	messageId: string;
}

/** Mails to addresses with this in them, newest first. The mailbox is shared, so each test has a word of its own. */
export async function listMails(word: string): Promise<TestMail[]> {
	const answer = await fetch(`${MAILBOX}/mails.json`);
	const mails = await answer.json<(Omit<TestMail, 'to'> & { to: [string] })[]>();
	return mails.map((mail) => ({ ...mail, to: mail.to[0] })).filter(({ to }) => to.includes(word));
}

interface WholeMail extends TestMail {
	text: string;
	html: string;
	headers: { name: string; value: string }[];
}

export async function readMail(id: string): Promise<WholeMail> {
	return (await fetch(`${MAILBOX}/mails/${id}.json`)).json();
}

/** Issues one row to each address; its mails wait. Answers the batch's id. */
export async function issueTo(contacts: string[], as: string): Promise<string> {
	const rows = contacts.map((contact, number) => makeRow(number, { contact, firstName: `Zoë ${number}` }));
	const batch = await prepareBatch(rows);
	await upload(batch, as);
	const fetch = (request: Request) => app.fetch(request, mailing, createExecutionContext());
	await ask('POST', `/batches/${batch.id}/issue`, { as, fetch });
	await issueChunk(mailing, batch.id, 0);
	return batch.id;
}

export async function deliveriesOf(batchId: string, as: string): Promise<Partial<Batch['deliveries']>> {
	const { deliveries } = await readBatch(batchId, as);
	return Object.fromEntries(Object.entries(deliveries).filter(([, count]) => count > 0));
}

/** The batch's mails in the order of its rows: state, code, when. */
export async function mailStates(batchId: string, as: string): Promise<BatchRow['delivery'][]> {
	const { body } = await ask('POST', `/batches/${batchId}/rows/search`, { as, body: {} });
	return (body as { rows: BatchRow[] }).rows.map(({ delivery }) => delivery);
}

/** Delivers the batch's rows as they are due at `at`. */
export function deliver(batchId: string, at = new Date(), mailer: Mailer = mailerOf(mailing)): Promise<void> {
	return deliverChunk(mailing, { batchId, chunk: 0 }, { now: () => at, mailer });
}

/** A mailer that notes what it is given before it hands it on. */
export function noting(mailer: Mailer, noted: Mail[]): Mailer {
	return {
		send(mails, steps) {
			noted.push(...mails);
			return mailer.send(mails, steps);
		}
	};
}

export function later(from: Date, seconds: number): Date {
	return new Date(from.getTime() + seconds * 1000);
}
