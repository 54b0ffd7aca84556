import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { MailStore, StoredMail } from './mail-store.ts';
import { listPage, mailDocument, mailPage } from './mailbox-html.ts';

/** Mails that the JSON tells in full, the newest. */
const LISTED = 1000;

const PAGE_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'";
const MAIL_POLICY =
	"default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-popups-to-escape-sandbox";

/**
 * The mailbox's pages, and for tests `GET /mails.json?to=` (an array, newest first), `GET /mails/ID.json` and
 * `DELETE /mails.json`.
 */
export function startMailbox(store: MailStore, port: number): Promise<Server> {
	const server = createServer((request, response) => {
		answer(store, request, response).catch(() => response.writeHead(500).end());
	});
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}

async function answer(store: MailStore, request: IncomingMessage, response: ServerResponse): Promise<void> {
	// A page elsewhere must not read this mailbox through a name that it points here.
	if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) {
		return send(response, 403, 'text/plain', 'Open the mailbox under localhost.');
	}
	const url = new URL(request.url ?? '/', 'http://localhost');
	const count = String(store.list().length);
	if (request.method === 'DELETE' && url.pathname === '/mails.json') {
		if (request.headers.origin) return send(response, 403, 'text/plain', 'Not from a page.');
		store.clear();
		return send(response, 204, 'text/plain', '');
	}
	if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Only GET.');
	if (url.pathname === '/count') return send(response, 200, 'text/plain', count);
	if (url.pathname === '/mails.json') {
		const to = url.searchParams.get('to') ?? '';
		const mails = store.list({ to }).slice(0, LISTED);
		return sendJson(response, await Promise.all(mails.map(async ({ id }) => describe(await store.read(id)))));
	}
	if (url.pathname === '/') {
		const search = url.searchParams.get('q') ?? '';
		const page = listPage(store.list({ text: search }), search).replace('COUNT', count);
		return send(response, 200, 'text/html', page, PAGE_POLICY);
	}
	const [, id = '', part] = /^\/mails\/([0-9a-f-]{36})(\.json|\/html)?$/.exec(url.pathname) ?? [];
	const mail = id ? await store.read(id) : null;
	if (!mail) return send(response, 404, 'text/plain', 'There is no such mail.');
	if (part === '.json') return sendJson(response, describe(mail));
	if (part === '/html') return send(response, 200, 'text/html', mailDocument(mail), MAIL_POLICY);
	return send(response, 200, 'text/html', mailPage(mail), PAGE_POLICY);
}

function describe(mail: StoredMail | null) {
	return mail && { ...mail, to: [mail.to] };
}

function sendJson(response: ServerResponse, value: unknown): void {
	send(response, 200, 'application/json', JSON.stringify(value));
}

function send(response: ServerResponse, status: number, type: string, body: string, policy?: string): void {
	response.writeHead(status, {
		'content-type': `${type}; charset=utf-8`,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		...(policy ? { 'content-security-policy': policy } : {})
	});
	response.end(body);
}
