import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
	/** The same secrets as an .env file, for wrangler: on a command line everybody could read them. */
	file: string;
	setupToken: string;
	deliveryEventSecret: string;
}

const NAMES = {
	KEY_SECRET: () => randomBytes(32).toString('base64'),
	AUTH_SECRET: () => randomBytes(32).toString('base64url'),
	SETUP_TOKEN: () => randomBytes(32).toString('base64url'),
	DELIVERY_EVENT_SECRET: () => `whsec_${randomBytes(32).toString('base64')}`
};

/** The local deployment's secrets, made once and kept: without them what is stored could not be opened again. */
export function keepSecrets(state: string): Secrets {
	const file = join(state, 'secrets.env');
	mkdirSync(state, { recursive: true });
	const kept = existsSync(file) ? readSecrets(file) : {};
	const secrets = Object.fromEntries(
		Object.entries(NAMES).map(([name, make]) => [name, kept[name] ?? make()])
	);
	const text = Object.entries(secrets).map(([name, value]) => `${name}="${value}"\n`);
	writeFileSync(file, text.join(''), { mode: 0o600 });
	return {
		file,
		setupToken: secrets.SETUP_TOKEN ?? '',
		deliveryEventSecret: secrets.DELIVERY_EVENT_SECRET ?? ''
	};
}

function readSecrets(file: string): Record<string, string> {
	const lines = readFileSync(file, 'utf8').matchAll(/^([A-Z_]+)="(.*)"$/gm);
	return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}
