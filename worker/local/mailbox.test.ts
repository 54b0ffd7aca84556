import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MailStore } from './mail-store.ts';
import { startMailbox } from './mailbox.ts';
import { ProviderEvents } from './provider-events.ts';

const SECRET = `whsec_${Buffer.from('a secret of some thirty-two bytes').toString('base64')}`;

let state: string;
let store: MailStore;
const servers: Server[] = [];

beforeEach(() => {
	state = mkdtempSync(join(tmpdir(), 'sheaf-mailbox-'));
	store = new MailStore(state);
});
afterEach(() => {
	for (const server of servers.splice(0)) server.close().closeAllConnections();
	rmSync(state, { recursive: true, force: true });
});

function write(to: string, subject = 'Hello', html = '<p>Hello</p>'): string {
	return [
		'From: Harbour <credentials@sheaf.example>',
		`To: ${to}`,
		`Subject: ${subject}`,
		`Message-ID: <${to.split('@')[0]}@sheaf.example>`,
		'Content-Type: text/html; charset=utf-8',
		'',
		html
	].join('\r\n');
}

function add(to: string, subject?: string, html?: string) {
	return store.add(Buffer.from(write(to, subject, html)), to, new Date());
}

async function open(): Promise<string> {
	const server = await startMailbox(store, 0);
	servers.push(server);
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the mailbox', () => {
	test('keeps its mails over a restart', async () => {
		const mail = await add('zoe@people.example', 'Grüße');
		const again = new MailStore(state);
		expect(again.list()).toEqual([mail]);
		expect(await again.read(mail.id)).toMatchObject({
			subject: 'Grüße',
			html: expect.stringContaining('<p>Hello</p>')
		});
	});

	test('lists the newest first and finds by address', async () => {
		await add('a@people.example', 'One');
		await add('b@people.example', 'Two');
		const origin = await open();
		const read = async (path: string) => (await (await fetch(origin + path)).json()) as { subject: string }[];
		expect((await read('/mails.json')).map(({ subject }) => subject)).toEqual(['Two', 'One']);
		expect((await read('/mails.json?to=A@people.example')).map(({ subject }) => subject)).toEqual(['One']);
		expect(await (await fetch(`${origin}/?q=Two`)).text()).not.toContain('a@people.example');
		await fetch(`${origin}/mails.json`, { method: 'DELETE' });
		expect(await read('/mails.json')).toEqual([]);
		expect(new MailStore(state).list()).toEqual([]);
	});

	test('shows a mail’s HTML without letting it run anything', async () => {
		const html = '<p>Hi</p><script>alert(1)</script>';
		const { id } = await add('a@people.example', '<script>alert(2)</script>', html);
		const origin = await open();
		const page = await (await fetch(`${origin}/mails/${id}`)).text();
		expect(page).not.toContain('alert(1)</script>');
		expect(page).not.toContain('<script>alert(2)');
		expect(page).toMatch(/<iframe[^>]+sandbox="[^"]*"/);
		const document = await fetch(`${origin}/mails/${id}/html`);
		const policy = document.headers.get('content-security-policy') ?? '';
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain('sandbox');
		expect(policy).not.toContain('allow-scripts');
	});

	test('answers nobody who came by another name', async () => {
		const url = new URL(await open());
		const status = await new Promise((resolve) => {
			request({ port: url.port, headers: { host: 'evil.example' } }, (response) => {
				response.resume();
				resolve(response.statusCode);
			}).end();
		});
		expect(status).toBe(403);
	});
});

describe('the provider that the mailbox plays', () => {
	interface Heard {
		type: string;
		data: { email_id: string };
	}

	/** An app that refuses the first `refusals` requests, and verifies what it takes. */
	async function listen(refusals: number) {
		const heard: Heard[] = [];
		let asked = 0;
		const server = createServer(async (incoming, response) => {
			let body = '';
			for await (const part of incoming) body += String(part);
			if (asked++ < refusals) return response.writeHead(404).end();
			heard.push(new Webhook(SECRET).verify(body, incoming.headers as Record<string, string>) as Heard);
			response.writeHead(202).end();
		});
		servers.push(server);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
		return { heard, events: new ProviderEvents({ secret: SECRET, url }) };
	}

	test('tells of each mail by signed webhook, late bounces later, and again until it is heard', async () => {
		const { heard, events } = await listen(1);
		events.tell(await add('a@people.example'));
		events.tell(await add('b@late-bounce.example'));
		await expect.poll(() => heard.length, { timeout: 5000 }).toBe(2);
		expect(heard.map(({ type, data }) => [type, data.email_id])).toEqual([
			['email.delivered', 'a@sheaf.example'],
			['email.bounced', 'b@sheaf.example']
		]);
	});
});
