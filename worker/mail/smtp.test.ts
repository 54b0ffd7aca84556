import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import { mailerOf, type Mail } from './mailer.ts';

const mailbox = `http://127.0.0.1:${inject('mailboxPort')}`;

function smtp(more: Record<string, string> = {}) {
	return mailerOf({
		...env,
		MAILER: 'smtp',
		SMTP_HOST: '127.0.0.1',
		SMTP_PORT: `${inject('smtpPort')}`,
		...more
	});
}

function mailTo(email: string, more: Partial<Mail> = {}): Mail {
	return {
		id: crypto.randomUUID(),
		from: { name: 'École Élémentaire, « Nord »', email: 'credentials@sheaf.example' },
		to: { name: 'محمد O’Neil', email },
		subject: 'École : votre titre « Secourisme » 急救',
		text: 'Bonjour,\n.\n..\nfin',
		html: '<p>Bonjour <b>Zoë</b></p>',
		language: 'fr',
		...more
	};
}

async function listMails(to = ''): Promise<{ id: string; to: string; messageId: string; subject: string }[]> {
	const answer = await fetch(`${mailbox}/mails.json?to=${encodeURIComponent(to)}`);
	return (await answer.json<{ mails: [] }>()).mails;
}

async function readMail(id: string) {
	const answer = await fetch(`${mailbox}/mails/${id}.json`);
	return answer.json<{
		from: string;
		subject: string;
		text: string;
		html: string;
		headers: { name: string; value: string }[];
	}>();
}

describe('SMTP, against a real server', () => {
	beforeEach(async () => {
		await fetch(`${mailbox}/mails.json`, { method: 'DELETE' });
	});

	test('a mail arrives as it was written, in any script, dots included', async () => {
		const mail = mailTo('zoe@people.example');
		const [outcome] = await smtp().send([mail]);
		expect(outcome).toEqual({ state: 'sent', providerMessageId: `${mail.id}@sheaf.example` });
		const [listed] = await listMails('zoe@people.example');
		expect(listed?.messageId).toBe(`${mail.id}@sheaf.example`);
		const arrived = await readMail(listed?.id ?? '');
		expect(arrived.subject).toBe(mail.subject);
		expect(arrived.from).toBe('École Élémentaire, « Nord » <credentials@sheaf.example>');
		expect(arrived.text.replaceAll('\r\n', '\n').trimEnd()).toBe(mail.text);
		expect(arrived.html.trim()).toBe(mail.html);
		expect(arrived.headers.find(({ name }) => name === 'Content-Language')?.value).toBe('fr');
	});

	test('many mails go over one connection, in order, and refusals leave the others alone', async () => {
		const outcomes = await smtp().send([
			mailTo('first@people.example'),
			mailTo('nobody@bounce.example'),
			mailTo('second@people.example'),
			mailTo('later@deferred.example'),
			...Array.from({ length: 30 }, (_, index) => mailTo(`more-${index}@people.example`))
		]);
		expect(outcomes.slice(0, 4)).toEqual([
			{ state: 'sent', providerMessageId: expect.any(String) },
			{ state: 'refused', permanent: true, code: '5.1.1', detail: 'There is no such mailbox here' },
			{ state: 'sent', providerMessageId: expect.any(String) },
			{ state: 'refused', permanent: false, code: '4.2.1', detail: 'The mailbox takes no mail for now' }
		]);
		expect(outcomes.slice(4).every(({ state }) => state === 'sent')).toBe(true);
		expect(await listMails()).toHaveLength(32);
	});

	test('a connection cut after the mail was handed over leaves its outcome unknown; the next mails still go', async () => {
		const outcomes = await smtp().send([
			mailTo('first@people.example'),
			mailTo('lost@cut.example'),
			mailTo('second@people.example')
		]);
		expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'unknown', 'sent']);
	});

	test('a server that is not there refuses all mails for now', async () => {
		const outcomes = await smtp({ SMTP_PORT: '1' }).send([
			mailTo('a@people.example'),
			mailTo('b@people.example')
		]);
		expect(outcomes).toHaveLength(2);
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ state: 'refused', permanent: false, code: 'connection' });
		}
	});

	test('a password is not sent to a server without TLS', async () => {
		const [outcome] = await smtp({ SMTP_USER: 'sheaf', SMTP_PASSWORD: 'secret' }).send([
			mailTo('a@people.example')
		]);
		expect(outcome).toMatchObject({ state: 'refused', permanent: false, code: 'tls' });
	});

	test('nobody writes a command, a recipient or a header of their own through an address, a name or a subject', async () => {
		const outcomes = await smtp().send([
			mailTo('a@people.example>\r\nRCPT TO:<eve@people.example'),
			mailTo('b@people.example', {
				subject: 'Hello\r\nBcc: eve@people.example\r\n\r\nEve',
				to: { name: 'B"\r\nX-Eve: 1', email: 'b@people.example' }
			})
		]);
		expect(outcomes.map(({ state }) => state)).toEqual(['refused', 'sent']);
		expect((await listMails()).map(({ to }) => to)).toEqual(['b@people.example']);
		const [listed] = await listMails('b@people.example');
		const { headers, subject } = await readMail(listed?.id ?? '');
		expect(subject).toBe('Hello Bcc: eve@people.example Eve');
		expect(headers.map(({ name }) => name)).not.toContain('X-Eve');
	});

	test('a domain in another script is written in ASCII', async () => {
		const [outcome] = await smtp().send([mailTo('info@académie.example')]);
		expect(outcome?.state).toBe('sent');
		expect((await listMails())[0]?.to).toMatch(/@(xn--acadmie-dya\.example|académie\.example)$/);
	});
});
