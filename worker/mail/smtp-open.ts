import { ConnectionLost, SmtpSession, type Reply, type SmtpServer } from './smtp-session.ts';

/** Why no mail can be handed over at all. None of it is the fault of an address. */
export interface NoSession {
	code: string;
	detail: string;
}

/** Connects, greets, secures and logs in. */
export async function openSession(server: SmtpServer): Promise<SmtpSession | NoSession> {
	const session = new SmtpSession(server);
	try {
		const refusal = await introduce(session, server);
		if (!refusal) return session;
		await session.close();
		return refusal;
	} catch (error) {
		await session.close();
		if (!(error instanceof ConnectionLost)) throw error;
		return { code: 'connection', detail: error.message };
	}
}

async function introduce(session: SmtpSession, server: SmtpServer): Promise<NoSession | null> {
	const greeting = await session.reply();
	if (greeting.code !== 220) return refusalBy('greeting', greeting);
	const hello = await greet(session, server);
	if (hello) return hello;
	const offered = session.extensions.has('STARTTLS');
	if (server.security === 'starttls' && !offered) {
		return { code: 'tls', detail: 'the server does not offer STARTTLS' };
	}
	if (offered && (server.security === 'starttls' || server.security === 'opportunistic')) {
		const answer = await session.command('STARTTLS');
		if (answer.code !== 220) return refusalBy('tls', answer);
		session.upgrade();
		const again = await greet(session, server);
		if (again) return again;
	}
	return logIn(session, server);
}

async function greet(session: SmtpSession, server: SmtpServer): Promise<NoSession | null> {
	const answer = await session.command(`EHLO ${server.clientName}`);
	if (answer.code !== 250) return refusalBy('greeting', answer);
	const lines = answer.text.split('\n').slice(1);
	session.extensions = new Set(lines.map((line) => line.split(' ')[0]?.toUpperCase() ?? ''));
	return null;
}

async function logIn(session: SmtpSession, server: SmtpServer): Promise<NoSession | null> {
	if (!server.login) return null;
	const { user, password } = server.login;
	const token = Buffer.from(`\0${user}\0${password}`).toString('base64');
	const answer = await session.command(`AUTH PLAIN ${token}`);
	return answer.code === 235 ? null : refusalBy('login', answer);
}

function refusalBy(step: string, reply: Reply): NoSession {
	return { code: step, detail: `${reply.code} ${reply.text}` };
}
