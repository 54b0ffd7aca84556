import { buildApp, migrate, startSchedule, startVite, startWorker } from './app.ts';
import { endAllTools, type Running } from './child.ts';
import { MailStore } from './mail-store.ts';
import { startMailbox } from './mailbox.ts';
import { checkPorts } from './ports.ts';
import { ProviderEvents } from './provider-events.ts';
import { keepSecrets } from './secrets.ts';
import { DEMO_ADMIN, seedDemo } from './seed.ts';
import { readSettings, Refusal, type Settings } from './settings.ts';
import { startSmtp } from './smtp.ts';

let ending = false;

async function start(): Promise<void> {
	const settings = readSettings(process.env, process.argv.slice(2));
	await checkPorts(settings);
	const secrets = keepSecrets(settings.state);
	const store = new MailStore(settings.state);
	const events = new ProviderEvents({
		secret: secrets.deliveryEventSecret,
		url: `http://127.0.0.1:${settings.port}/api/v1/delivery-events/standard-webhooks`
	});
	await startSmtp(store, (mail) => events.tell(mail), settings.mailPort);
	await startMailbox(store, settings.mailboxPort);
	if (!settings.built) {
		say('Building the app (about half a minute) …');
		await buildApp(settings);
	}
	say('Applying the migrations …');
	await migrate(settings);
	say('Starting the worker …');
	watch('The worker', await startWorker(settings, secrets));
	await seedDemo(settings, secrets);
	startSchedule(settings);
	if (settings.dev) watch('vite', startVite(settings));
	sayWhere(settings);
}

/** A part that ends by itself ends all: half a Sheaf would only confuse. */
function watch(what: string, child: Running): void {
	void child.ended.then((code) => {
		if (!ending) void end(1, `${what} ended by itself (code ${code}).`);
	});
}

async function end(code: number, message?: string): Promise<void> {
	if (ending) return;
	ending = true;
	if (message) process.stderr.write(`${message}\n`);
	await endAllTools();
	process.exit(code);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

function sayWhere({ origin, mailboxPort }: Settings): void {
	say(`
  Sheaf      ${origin}
  Mailbox    http://localhost:${mailboxPort}

  To sign in, press “Use the demo”. Or ask for a code for ${DEMO_ADMIN.email}
  and read it in the mailbox. Ctrl-C ends everything; the data stays.
`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => void end(0));
}
start().catch((error: unknown) => {
	void end(1, error instanceof Refusal ? error.message : String((error as Error).stack ?? error));
});
