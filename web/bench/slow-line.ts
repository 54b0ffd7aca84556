import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A chunk of a batch that went up the line. */
export interface SentChunk {
	path: string;
	/** Of its body, as it went over the line. */
	bytes: number;
	/** Its answer was a good one and reached the device. */
	acknowledged: boolean;
}

export interface SlowLine {
	address: string;
	sent: SentChunk[];
	/** After how many chunks the line goes dead, with the last one taken by the server and its answer lost. */
	cutAfter: number;
	end(): Promise<void>;
}

const CHUNK = /\/batches\/[^/]+\/chunks\/\d+$/;

/**
 * A forward proxy before the app's server: each request to the API waits `latencyMs`, and all of them share
 * `bytesPerSecond` up and as many down.
 */
export async function startSlowLine(bytesPerSecond: number, latencyMs: number): Promise<SlowLine> {
	const [up, down] = [new Pipe(bytesPerSecond), new Pipe(bytesPerSecond)];
	const line: SlowLine = { address: '', sent: [], cutAfter: Infinity, end: async () => {} };
	const server = createServer((asked, answer) => {
		pass(asked, answer).catch(() => answer.destroy());
	});

	async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
		const { pathname } = new URL(asked.url ?? '');
		const isSlow = pathname.startsWith('/api/');
		if (isSlow && line.sent.length >= line.cutAfter) return void answer.destroy();
		const body = await readBody(asked);
		if (isSlow) await pause(latencyMs).then(() => up.carry(body.length));
		const told = await forward(asked, body);
		const content = await readBody(told);
		if (CHUNK.test(pathname) && asked.method === 'PUT') {
			const isCut = line.sent.length + 1 >= line.cutAfter;
			const acknowledged = !isCut && told.statusCode! < 300;
			line.sent.push({ path: pathname, bytes: body.length, acknowledged });
			if (isCut) return void answer.destroy();
		}
		if (isSlow) await down.carry(content.length);
		answer.writeHead(told.statusCode!, told.headers).end(content);
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	line.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	line.end = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return line;
}

/** One direction of the line: what comes while it is full waits behind. */
class Pipe {
	readonly #bytesPerSecond: number;
	#freeAt = 0;

	constructor(bytesPerSecond: number) {
		this.#bytesPerSecond = bytesPerSecond;
	}

	async carry(bytes: number): Promise<void> {
		const now = performance.now();
		this.#freeAt = Math.max(now, this.#freeAt) + (bytes * 1000) / this.#bytesPerSecond;
		await pause(this.#freeAt - now);
	}
}

function forward(asked: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const { 'proxy-connection': _, ...headers } = asked.headers;
		const on = request(asked.url!, { method: asked.method, headers }, resolve);
		on.on('error', reject).end(body);
	});
}

async function readBody(from: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of from) parts.push(part as Buffer);
	return Buffer.concat(parts);
}
