import { join } from 'node:path';

export interface Settings {
	/** vite serves the app and passes the API on; else the worker serves the built app. */
	dev: boolean;
	/** The app was built just before, as the test command does, and is not built again. */
	built: boolean;
	port: number;
	mailPort: number;
	mailboxPort: number;
	/** Where the database, the mails and the secrets are kept. */
	state: string;
	verbose: boolean;
	/** The app's address as its users open it. */
	origin: string;
}

export const DEV_PORT = 5173;

/** What a person can do something about: told as one sentence, without a stack trace. */
export class Refusal extends Error {}

/** Reads the variables of the local start. In `--dev` the app has another origin, hence a state of its own. */
export function readSettings(env: NodeJS.ProcessEnv, args: string[]): Settings {
	const dev = args.includes('--dev');
	const port = readPort(env, 'PORT', 8787);
	return {
		dev,
		built: dev || args.includes('--built'),
		port,
		mailPort: readPort(env, 'MAIL_PORT', 2525),
		mailboxPort: readPort(env, 'MAILBOX_PORT', 8025),
		state: env.SHEAF_STATE || join('.wrangler', dev ? 'local-dev' : 'local'),
		verbose: env.VERBOSE === '1',
		origin: `http://localhost:${dev ? DEV_PORT : port}`
	};
}

function readPort(env: NodeJS.ProcessEnv, variable: string, standard: number): number {
	const text = env[variable];
	if (!text) return standard;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65536) return port;
	throw new Refusal(`${variable} is "${text}", which is not a port: choose a number from 1 to 65535.`);
}
