import { connect } from 'cloudflare:sockets';

const REPLY_SECONDS = 30;
/** RFC 5321 grants a server ten minutes to take a message; a queue consumer has fifteen for all of its mails. */
const TAKING_SECONDS = 90;

export type Security = 'tls' | 'starttls' | 'opportunistic' | 'off';

export interface SmtpServer {
	host: string;
	port: number;
	security: Security;
	login?: { user: string; password: string };
	/** The name given in EHLO. */
	clientName: string;
}

export interface Reply {
	code: number;
	text: string;
}

/** The connection ended or went silent; what was under way has no answer. */
export class ConnectionLost extends Error {}

/**
 * One SMTP connection (RFC 5321), a command at a time. It is our own because the packages for Workers were tried and
 * spin for ever when the server hangs up, which stops the whole Worker.
 */
export class SmtpSession {
	extensions = new Set<string>();
	#socket: Socket;
	#reader: ReadableStreamDefaultReader<Uint8Array>;
	#writer: WritableStreamDefaultWriter<Uint8Array>;
	#decoder = new TextDecoder();
	#received = '';

	constructor(server: SmtpServer) {
		const secureTransport = server.security === 'tls' ? 'on' : server.security === 'off' ? 'off' : 'starttls';
		this.#socket = connect(
			{ hostname: server.host, port: server.port },
			{ secureTransport, allowHalfOpen: false }
		);
		// Its failure comes through the streams too; unheard, it would be an unhandled rejection.
		this.#socket.closed.catch(() => {});
		this.#reader = this.#socket.readable.getReader();
		this.#writer = this.#socket.writable.getWriter();
	}

	/** Writes a line and reads its reply. */
	async command(line: string): Promise<Reply> {
		if (/[\r\n]/.test(line)) throw new Error('an SMTP command is one line');
		await this.#write(`${line}\r\n`);
		return this.reply(REPLY_SECONDS);
	}

	/** Hands over a message after DATA was answered with 354. */
	async handOver(message: string): Promise<Reply> {
		await this.#write(`${message.replace(/(^|\r\n)\./g, '$1..')}\r\n.\r\n`);
		return this.reply(TAKING_SECONDS);
	}

	async reply(seconds = REPLY_SECONDS): Promise<Reply> {
		const lines: string[] = [];
		for (;;) {
			const line = await this.#readLine(seconds);
			lines.push(line.slice(4));
			if (line[3] !== '-') return { code: Number(line.slice(0, 3)), text: lines.join('\n') };
		}
	}

	upgrade(): void {
		this.#reader.releaseLock();
		this.#writer.releaseLock();
		this.#socket = this.#socket.startTls();
		this.#socket.closed.catch(() => {});
		this.#reader = this.#socket.readable.getReader();
		this.#writer = this.#socket.writable.getWriter();
		// What came before the TLS handshake is not the server's (RFC 3207): a stranger may have put it there.
		this.#received = '';
	}

	async quit(): Promise<void> {
		try {
			await this.command('QUIT');
		} catch {
			// The server may hang up first; nothing is lost.
		}
		await this.close();
	}

	async close(): Promise<void> {
		await this.#socket.close().catch(() => {});
	}

	async #write(text: string): Promise<void> {
		try {
			await this.#writer.write(new TextEncoder().encode(text));
		} catch (error) {
			throw new ConnectionLost(String(error));
		}
	}

	async #readLine(seconds: number): Promise<string> {
		for (;;) {
			const end = this.#received.indexOf('\n');
			if (end >= 0) {
				const line = this.#received.slice(0, end).replace(/\r$/, '');
				this.#received = this.#received.slice(end + 1);
				return line;
			}
			this.#received += await this.#read(seconds);
		}
	}

	async #read(seconds: number): Promise<string> {
		let timer: ReturnType<typeof setTimeout> | undefined;
		const silence = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new ConnectionLost(`no reply in ${seconds} s`)), seconds * 1000);
		});
		try {
			const { done, value } = await Promise.race([this.#reader.read(), silence]);
			if (done) throw new ConnectionLost('the server hung up');
			return this.#decoder.decode(value, { stream: true });
		} catch (error) {
			throw error instanceof ConnectionLost ? error : new ConnectionLost(String(error));
		} finally {
			clearTimeout(timer);
		}
	}
}
