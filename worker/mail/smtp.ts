import type { Env } from '../env.ts';
import { mailboxOf } from './address.ts';
import { UNFOLLOWED, type Mail, type Mailer, type Outcome, type SendingSteps } from './mailer.ts';
import { messageIdOf, writeMessage } from './message.ts';
import { openSession } from './smtp-open.ts';
import { ConnectionLost, SmtpSession, type Reply, type Security, type SmtpServer } from './smtp-session.ts';

/** SMTP for the local run and for whoever has a relay: 587 or 465, since port 25 is closed on Cloudflare. */
export function smtpMailer(env: Env): Mailer {
	const server = readServer(env);
	return { send: (mails, steps = UNFOLLOWED) => sendAll(server, mails, steps) };
}

function readServer(env: Env): SmtpServer {
	const port = Number(env.SMTP_PORT ?? 587);
	const security = readSecurity(env.SMTP_SECURE, port);
	const { SMTP_USER: user, SMTP_PASSWORD: password } = env;
	return {
		host: env.SMTP_HOST ?? 'localhost',
		port,
		// A password is never sent in the clear.
		security: user && security === 'opportunistic' ? 'starttls' : security,
		...(user && password ? { login: { user, password } } : {}),
		clientName: new URL(env.ORIGIN).hostname
	};
}

function readSecurity(text: string | undefined, port: number): Security {
	if (text === 'tls' || text === 'starttls' || text === 'off') return text;
	return port === 465 ? 'tls' : 'opportunistic';
}

/** All mails over one connection; a new one after it was lost, and none after a server that cannot be reached. */
async function sendAll(server: SmtpServer, mails: Mail[], steps: SendingSteps): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	let session: SmtpSession | null = null;
	let refused: Outcome | null = null;
	try {
		for (const mail of mails) {
			if (!session && !refused) {
				const opened = await openSession(server);
				if (opened instanceof SmtpSession) session = opened;
				else refused = { state: 'refused', permanent: false, ...opened };
			}
			const sent: Sent = session
				? await sendOne(session, mail, steps)
				: { outcome: refused ?? { state: 'withheld' }, usable: false };
			outcomes.push(sent.outcome);
			steps.onOutcome(mail, sent.outcome);
			if (sent.usable) continue;
			await session?.close();
			session = null;
		}
		await session?.quit();
	} finally {
		await session?.close();
	}
	return outcomes;
}

interface Sent {
	outcome: Outcome;
	/** Whether the connection is good for another mail. */
	usable: boolean;
}

async function sendOne(session: SmtpSession, mail: Mail, steps: SendingSteps): Promise<Sent> {
	let handedOver = false;
	try {
		const refused = await announce(session, mail);
		if (refused) return { outcome: refused.outcome, usable: await isReset(session, refused.reply) };
		if (!(await steps.onHandingOver(mail))) {
			return { outcome: { state: 'withheld' }, usable: await isReset(session) };
		}
		const data = await session.command('DATA');
		if (data.code !== 354) return { outcome: refusal(data, false), usable: await isReset(session, data) };
		handedOver = true;
		const reply = await session.handOver(writeMessage(mail, new Date()));
		if (reply.code === 250)
			return { outcome: { state: 'sent', providerMessageId: messageIdOf(mail) }, usable: true };
		return { outcome: refusal(reply, true), usable: reply.code !== 421 };
	} catch (error) {
		if (!(error instanceof ConnectionLost)) throw error;
		// After the message went out, silence may mean that it was taken.
		if (handedOver) return { outcome: { state: 'unknown' }, usable: false };
		return {
			outcome: { state: 'refused', permanent: false, code: 'connection', detail: error.message },
			usable: false
		};
	}
}

/** Whether the connection is good for another mail after this one was given up; 421 says that the server closes it. */
async function isReset(session: SmtpSession, reply?: Reply): Promise<boolean> {
	if (reply?.code === 421) return false;
	try {
		return (await session.command('RSET')).code === 250;
	} catch (error) {
		// What became of the mail is known all the same.
		if (error instanceof ConnectionLost) return false;
		throw error;
	}
}

/** Sender and recipient. What is refused before the recipient is named is no fault of the address. */
async function announce(
	session: SmtpSession,
	mail: Mail
): Promise<{ outcome: Outcome; reply: Reply } | null> {
	const recipient = mailboxOf(mail.to.email);
	const international = /[^\x21-\x7e]/.test(recipient);
	if (/[\s<>]/.test(recipient) || (international && !session.extensions.has('SMTPUTF8'))) {
		const reply = { code: 553, text: '5.6.7 The address cannot be written in this server’s mail' };
		return { outcome: refusal(reply, true), reply };
	}
	const utf8 = international ? ' SMTPUTF8' : '';
	const sender = await session.command(`MAIL FROM:<${mailboxOf(mail.from.email)}>${utf8}`);
	if (sender.code !== 250) return { outcome: refusal(sender, false), reply: sender };
	const taken = await session.command(`RCPT TO:<${recipient}>`);
	if (taken.code !== 250 && taken.code !== 251) return { outcome: refusal(taken, true), reply: taken };
	return null;
}

/** RFC 3463's code where the server gives one, else SMTP's own. */
function refusal(reply: Reply, addressAtFault: boolean): Outcome {
	const enhanced = /^([245]\.\d{1,3}\.\d{1,3})\s*/.exec(reply.text);
	return {
		state: 'refused',
		permanent: addressAtFault && reply.code >= 500,
		code: enhanced?.[1] ?? String(reply.code),
		detail: reply.text.slice(enhanced?.[0].length ?? 0, 500)
	};
}
