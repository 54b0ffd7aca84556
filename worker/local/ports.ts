import { createServer } from 'node:net';
import { DEV_PORT, Refusal, type Settings } from './settings.ts';

/** Refuses, in one sentence, a port that another program uses or that two parts of Sheaf would share. */
export async function checkPorts(settings: Settings): Promise<void> {
	const ports = [
		{ port: settings.port, variable: 'PORT', what: 'the app' },
		{ port: settings.mailPort, variable: 'MAIL_PORT', what: 'the local mail server' },
		{ port: settings.mailboxPort, variable: 'MAILBOX_PORT', what: 'the mailbox' }
	];
	for (const [index, { port, variable, what }] of ports.entries()) {
		const other = ports.slice(0, index).find((earlier) => earlier.port === port);
		if (other)
			throw new Refusal(`${variable} and ${other.variable} are both ${port}; give each its own port.`);
		if (await isTaken(port)) {
			throw new Refusal(
				`Port ${port} for ${what} is in use by another program: stop that one, or choose another port, such as ${variable}=${port + 10} npm start.`
			);
		}
	}
	if (settings.dev && (await isTaken(DEV_PORT))) {
		throw new Refusal(`Port ${DEV_PORT} for vite is in use by another program: stop that one first.`);
	}
}

/** Both loopbacks: a browser may take `localhost` for either. */
async function isTaken(port: number): Promise<boolean> {
	return (await listenFails(port, '127.0.0.1')) || (await listenFails(port, '::1'));
}

function listenFails(port: number, host: string): Promise<boolean> {
	const { promise, resolve } = Promise.withResolvers<boolean>();
	const server = createServer();
	// Other faults, such as a machine without IPv6, are no reason to refuse.
	server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE'));
	server.listen({ port, host }, () => server.close(() => resolve(false)));
	return promise;
}
