import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of a tab that has arrived here and waits. */
export interface HeldRequest {
	id: string;
	method: string;
	path: string;
	headers: Record<string, string>;
	body: Buffer<ArrayBuffer>;
	answer(answer: HttpAnswer): void;
	/** Ends the connection without an answer. */
	cut(): void;
}

export interface HttpAnswer {
	status: number;
	headers: Record<string, string>;
	body: string | Uint8Array;
}

/** What the current run does with what comes in. */
export interface Ears {
	onRequest(request: HeldRequest): void;
	/** Answers only when the tab is to go on. */
	onReport(body: string): Promise<string>;
	/** From the worker; answers only when it is to go on. */
	onWorker(what: string, invocation: string, body: string): Promise<string>;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>chaos</title><script>
const tabs = new Map();
function openTab(start) { tabs.set(start.tab, new Worker('/chaos/tab.js', { type: 'module', name: JSON.stringify(start) })); }
function tellTab(tab, command) { tabs.get(tab)?.postMessage(command); }
function closeTab(tab) { tabs.get(tab)?.terminate(); tabs.delete(tab); }
function clearDevice() {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open('sheaf');
		// There is none yet: the app makes it, not we.
		opening.onupgradeneeded = () => opening.transaction.abort();
		opening.onerror = () => resolve();
		opening.onsuccess = () => {
			const database = opening.result;
			const clearing = database.transaction([...database.objectStoreNames], 'readwrite');
			for (const name of database.objectStoreNames) clearing.objectStore(name).clear();
			clearing.oncomplete = () => { database.close(); resolve(); };
			clearing.onabort = () => reject(new Error('Not cleared'));
		};
	});
}
</script>`;

/** Everything goes through here: the tabs' requests and reports, and what the worker asks of its queue and mail provider. */
export class Switchboard {
	ears: Ears | null = null;
	#server: Server;
	#tabScript = '';

	constructor() {
		this.#server = createServer((request, response) => void this.#take(request, response));
		this.#server.keepAliveTimeout = 60_000;
	}

	async listen(): Promise<number> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
		return (this.#server.address() as AddressInfo).port;
	}

	serveTab(script: string): void {
		this.#tabScript = script;
	}

	close(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}

	async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://harness');
		if (pathname === '/') return send(response, PAGE, 'text/html');
		if (pathname === '/chaos/tab.js') return send(response, this.#tabScript, 'text/javascript', KEPT);
		const body = await readBody(request).catch(() => null);
		if (body === null) return;
		if (pathname === '/chaos/report') {
			return send(response, (await this.ears?.onReport(body.toString())) ?? '{}', 'application/json');
		}
		if (pathname.startsWith('/worker/')) {
			const what = pathname.slice('/worker/'.length);
			const invocation = searchParams.get('invocation') ?? '';
			const answer = await this.ears?.onWorker(what, invocation, body.toString());
			return send(response, answer ?? '{}', 'application/json');
		}
		if (!pathname.startsWith('/api/')) return void response.writeHead(404).end();
		const id = String(request.headers['x-chaos-request'] ?? '');
		this.ears?.onRequest({
			id,
			method: request.method ?? 'GET',
			path: request.url ?? '/',
			headers: headersOf(request),
			body,
			answer: ({ status, headers, body }) => response.writeHead(status, headers).end(body),
			cut: () => cut(response)
		});
	}
}

/** After some bytes of an answer: without any, Chromium would repeat the request by itself on a new connection. */
function cut(response: ServerResponse): void {
	if (response.destroyed) return;
	response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
	response.write('{', () => response.destroy());
}

/** Those that matter to the worker. */
const PASSED = [
	'accept',
	'content-encoding',
	'content-type',
	'origin',
	'sheaf-protocol',
	'sheaf-organisation'
];

function headersOf(request: IncomingMessage): Record<string, string> {
	const found = PASSED.flatMap((name) => {
		const value = request.headers[name];
		return typeof value === 'string' ? [[name, value] as const] : [];
	});
	return Object.fromEntries(found);
}

/** Tabs are opened by the hundred; their script is compiled once. */
const KEPT = { 'cache-control': 'max-age=36000' };

function send(
	response: ServerResponse,
	body: string,
	contentType: string,
	more: Record<string, string> = {}
): void {
	response
		.writeHead(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...more })
		.end(body);
}

async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
