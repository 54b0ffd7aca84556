import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepSecrets } from './secrets.ts';
import { readSettings, Refusal } from './settings.ts';

let state: string;
beforeEach(() => {
	state = mkdtempSync(join(tmpdir(), 'sheaf-start-'));
});
afterEach(() => rmSync(state, { recursive: true, force: true }));

function listen(host: string): Promise<{ server: Server; port: number }> {
	const server = createServer();
	return new Promise((resolve) => {
		server.listen(0, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
	});
}

/** Runs `npm start`'s script to its end. */
function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
	const child = spawn(process.execPath, ['worker/local/start.ts'], {
		env: { ...process.env, SHEAF_STATE: state, ...env }
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (part: Buffer) => (output += part.toString()));
	}
	return new Promise((resolve) => child.once('exit', (code) => resolve({ code, output })));
}

describe('a port in use', () => {
	test.each([
		['PORT', '127.0.0.1'],
		['MAIL_PORT', '0.0.0.0'],
		['MAILBOX_PORT', '127.0.0.1']
	])('%s gets one sentence that names it and the variable', async (variable, host) => {
		const free = await Promise.all([listen('127.0.0.1'), listen('127.0.0.1'), listen('127.0.0.1')]);
		const [PORT, MAIL_PORT, MAILBOX_PORT] = free.map(({ port }) => String(port));
		for (const { server } of free) server.close();
		const taken = await listen(host);
		const ports = { PORT, MAIL_PORT, MAILBOX_PORT, [variable]: String(taken.port) } as Record<string, string>;
		const { code, output } = await start(ports);
		taken.server.close();
		expect(code).toBe(1);
		expect(output.trim().split('\n')).toHaveLength(1);
		expect(output).toContain(`Port ${taken.port} for`);
		expect(output).toContain(`${variable}=`);
		expect(output).not.toMatch(/\bat .*:\d+:\d+/);
	});
});

describe('settings', () => {
	test('have the ports that the README names', () => {
		expect(readSettings({}, [])).toMatchObject({
			port: 8787,
			mailPort: 2525,
			mailboxPort: 8025,
			state: join('.wrangler', 'local'),
			origin: 'http://localhost:8787'
		});
	});

	test.each(['x', '0', '70000', '1.5'])('a port %s is refused with its variable', (PORT) => {
		expect(() => readSettings({ PORT }, [])).toThrow(Refusal);
		expect(() => readSettings({ PORT }, [])).toThrow(`PORT is "${PORT}"`);
	});

	test('in --dev the app is under vite’s address, with a state of its own', () => {
		const settings = readSettings({}, ['--dev']);
		expect(settings).toMatchObject({
			origin: 'http://localhost:5173',
			state: join('.wrangler', 'local-dev')
		});
	});
});

test('secrets are made once, kept, and readable by nobody else', () => {
	const first = keepSecrets(state);
	expect(keepSecrets(state)).toEqual(first);
	expect(first.deliveryEventSecret).toMatch(/^whsec_/);
	expect(statSync(first.file).mode & 0o077).toBe(0);
	rmSync(first.file);
	expect(keepSecrets(state).setupToken).not.toBe(first.setupToken);
});
