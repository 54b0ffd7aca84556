import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

export interface MailSummary {
	id: string;
	from: string;
	to: string;
	subject: string;
	receivedAt: string;
	/** Without its brackets. */
	messageId: string;
}

export interface StoredMail extends MailSummary {
	text: string;
	html: string;
	headers: { name: string; value: string }[];
}

/** The mails of the local mailbox: each as it came in a file of its own, and a line for each in the index. */
export class MailStore {
	#folder: string;
	#index: string;
	#mails: MailSummary[] = [];

	constructor(state: string) {
		this.#folder = join(state, 'mailbox');
		this.#index = join(this.#folder, 'index.jsonl');
		mkdirSync(this.#folder, { recursive: true });
		if (existsSync(this.#index)) this.#mails = readIndex(this.#index);
	}

	/** Newest first; `search` is looked for in addresses and subject. */
	list(search: { to?: string; text?: string } = {}): MailSummary[] {
		const to = search.to?.toLowerCase();
		const text = search.text?.toLowerCase();
		return this.#mails
			.filter(
				(mail) =>
					(!to || mail.to.toLowerCase() === to) &&
					(!text || `${mail.from} ${mail.to} ${mail.subject}`.toLowerCase().includes(text))
			)
			.toReversed();
	}

	async add(raw: Buffer, to: string, receivedAt: Date): Promise<MailSummary> {
		const parsed = await PostalMime.parse(raw);
		const mail = {
			id: randomUUID(),
			from: parsed.headers.find(({ key }) => key === 'from')?.value ?? '',
			to,
			subject: parsed.subject ?? '',
			receivedAt: receivedAt.toISOString(),
			messageId: (parsed.messageId ?? '').replace(/^<|>$/g, '')
		};
		const { name, address } = parsed.from ?? {};
		if (address) mail.from = name ? `${name} <${address}>` : address;
		writeFileSync(this.#fileOf(mail.id), raw);
		appendFileSync(this.#index, `${JSON.stringify(mail)}\n`);
		this.#mails.push(mail);
		return mail;
	}

	async read(id: string): Promise<StoredMail | null> {
		const mail = this.#mails.find((one) => one.id === id);
		if (!mail) return null;
		const parsed = await PostalMime.parse(readFileSync(this.#fileOf(id)));
		const headers = parsed.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
		return { ...mail, text: parsed.text ?? '', html: parsed.html ?? '', headers };
	}

	clear(): void {
		for (const { id } of this.#mails) rmSync(this.#fileOf(id), { force: true });
		this.#mails = [];
		writeFileSync(this.#index, '');
	}

	#fileOf(id: string): string {
		return join(this.#folder, `${id}.eml`);
	}
}

/** A last line that was cut off by a crash is left out. */
function readIndex(file: string): MailSummary[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.flatMap((line) => {
			try {
				return [JSON.parse(line) as MailSummary];
			} catch {
				return [];
			}
		});
}
