import { env } from 'cloudflare:workers';
import { describe, expect, inject, test } from 'vitest';
import { listMails, readMail } from '../testing/mailing.ts';
import { mailerOf, type Mail } from './mailer.ts';

/** The mailbox is shared with other tests; these mails all have this in their address. */
const word = crypto.randomUUID();

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

describe('SMTP, against a real server', () => {
	test('a mail arrives as it was written, in any script, dots included', async () => {
		const mail = mailTo(`zoe.${word}@people.example`);
		const [outcome] = await smtp().send([mail]);
		expect(outcome).toEqual({ state: 'sent', providerMessageId: `${mail.id}@sheaf.example` });
		const [listed] = await listMails(`zoe.${word}`);
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
			mailTo(`first.${word}@people.example`),
			mailTo(`nobody.${word}@bounce.example`),
			mailTo(`second.${word}@people.example`),
			mailTo(`later.${word}@deferred.example`),
			...Array.from({ length: 30 }, (_, index) => mailTo(`more-${index}.${word}@people.example`))
		]);
		expect(outcomes.slice(0, 4)).toEqual([
			{ state: 'sent', providerMessageId: expect.any(String) },
			{ state: 'refused', permanent: true, code: '5.1.1', detail: 'There is no such mailbox here' },
			{ state: 'sent', providerMessageId: expect.any(String) },
			{ state: 'refused', permanent: false, code: '4.2.1', detail: 'The mailbox takes no mail for now' }
		]);
		expect(outcomes.slice(4).every(({ state }) => state === 'sent')).toBe(true);
		expect((await listMails(word)).filter(({ to }) => /^(first|second|more)/.test(to))).toHaveLength(32);
	});

	test('a connection cut after the mail was handed over leaves its outcome unknown; the next mails still go', async () => {
		const outcomes = await smtp().send([
			mailTo(`first.${word}@people.example`),
			mailTo(`lost.${word}@cut.example`),
			mailTo(`second.${word}@people.example`)
		]);
		expect(outcomes.map(({ state }) => state)).toEqual(['sent', 'unknown', 'sent']);
	});

	test('a server that is not there refuses all mails for now', async () => {
		const outcomes = await smtp({ SMTP_PORT: '1' }).send([
			mailTo(`a.${word}@people.example`),
			mailTo(`b.${word}@people.example`)
		]);
		expect(outcomes).toHaveLength(2);
		for (const outcome of outcomes) {
			expect(outcome).toMatchObject({ state: 'refused', permanent: false, code: 'connection' });
		}
	});

	test('a password is not sent to a server without TLS', async () => {
		const [outcome] = await smtp({ SMTP_USER: 'sheaf', SMTP_PASSWORD: 'secret' }).send([
			mailTo(`a.${word}@people.example`)
		]);
		expect(outcome).toMatchObject({ state: 'refused', permanent: false, code: 'tls' });
	});

	test('nobody writes a command, a recipient or a header of their own through an address, a name or a subject', async () => {
		const outcomes = await smtp().send([
			mailTo(`a@people.example>\r\nRCPT TO:<eve.${word}@people.example`),
			mailTo(`b.${word}@people.example`, {
				subject: 'Hello\r\nBcc: eve@people.example\r\n\r\nEve',
				to: { name: 'B"\r\nX-Eve: 1', email: `b.${word}@people.example` }
			})
		]);
		expect(outcomes.map(({ state }) => state)).toEqual(['refused', 'sent']);
		expect(await listMails(`eve.${word}`)).toEqual([]);
		const [listed] = await listMails(`b.${word}`);
		const { headers, subject } = await readMail(listed?.id ?? '');
		expect(subject).toBe('Hello Bcc: eve@people.example Eve');
		expect(headers.map(({ name }) => name)).not.toContain('X-Eve');
	});

	test('a domain in another script is written in ASCII', async () => {
		const [outcome] = await smtp().send([mailTo(`info.${word}@académie.example`)]);
		expect(outcome?.state).toBe('sent');
		expect((await listMails(`info.${word}`))[0]?.to).toMatch(
			/@(xn--acadmie-dya\.example|académie\.example)$/
		);
	});
});
