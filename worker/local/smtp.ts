import { SMTPServer } from 'smtp-server';
import type { MailStore, MailSummary } from './mail-store.ts';

/** How the local provider behaves, by the address's domain, so that bounces can be seen without a real one. */
export const REFUSED_DOMAIN = 'bounce.example';
export const DEFERRED_DOMAIN = 'deferred.example';
export const LATE_BOUNCE_DOMAIN = 'late-bounce.example';
/** Hangs up when the mail was handed over, before it says whether it took it. */
export const CUT_DOMAIN = 'cut.example';

export function domainOf(address: string): string {
	return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The local mail server; `onMail` hears of each mail that was taken. */
export function startSmtp(
	store: MailStore,
	onMail: (mail: MailSummary) => void,
	port: number
): Promise<SMTPServer> {
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['AUTH', 'STARTTLS'],
		disableReverseLookup: true,
		banner: 'Sheaf local mailbox',
		logger: false,
		onRcptTo({ address }, _session, callback) {
			callback(refusalOf(address));
		},
		onData(stream, session, callback) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const recipients = session.envelope.rcptTo.map(({ address }) => address);
				if (recipients.some((address) => domainOf(address) === CUT_DOMAIN)) return hangUp(server, session.id);
				take(store, Buffer.concat(parts), recipients).then((mails) => {
					callback(null, 'taken');
					for (const mail of mails) onMail(mail);
				}, callback);
			});
		}
	});
	// A client that goes away is no news; without a listener it would end the process.
	server.on('error', () => {});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve(server);
		});
	});
}

function hangUp(server: SMTPServer, id: string): void {
	for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
		if (connection.id === id) connection._socket.destroy();
	}
}

async function take(store: MailStore, raw: Buffer, recipients: string[]): Promise<MailSummary[]> {
	const mails: MailSummary[] = [];
	for (const recipient of recipients) mails.push(await store.add(raw, recipient, new Date()));
	return mails;
}

function refusalOf(address: string): Error | null {
	const domain = domainOf(address);
	if (domain === REFUSED_DOMAIN) return refuse(550, '5.1.1 There is no such mailbox here');
	if (domain === DEFERRED_DOMAIN) return refuse(451, '4.2.1 The mailbox takes no mail for now');
	return null;
}

function refuse(responseCode: number, message: string): Error {
	return Object.assign(new Error(message), { responseCode });
}
