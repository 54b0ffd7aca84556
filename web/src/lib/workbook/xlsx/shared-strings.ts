import type { ZipEntry } from '../zip-directory.ts';
import { streamEntry } from '../stream-entry.ts';
import { bytesOf, ByteTokens, CDATA, CLOSE, EMPTY, MORE, ODD, OPEN } from './byte-tokens.ts';
import { isMainNamespace } from './namespaces.ts';
import { RichText } from './rich-text.ts';
import { DAMAGED, type Ended } from './sheet-cells.ts';
import { TextReader } from './text-reader.ts';
import { readAttributes } from './xml-tree.ts';

const LT = 0x3c;
const GT = 0x3e;
const PRESERVE = bytesOf(' xml:space="preserve"');

/** The shared strings of a workbook, in the order in which cells name them. */
export async function readSharedStrings(entry: ZipEntry): Promise<string[] | Exclude<Ended, null>> {
	const reader = new SharedStringsReader();
	const whole = await streamEntry(entry, (bytes) => reader.push(bytes));
	if (whole === false) return { code: 'damaged', params: {} };
	return reader.finish();
}

class SharedStringsReader {
	private readonly strings: string[] = [];
	private readonly tokens = new ByteTokens();
	private ended: Ended = null;
	private place: 'start' | 'strings' | 'string' | 'end' = 'start';
	private skipping = 0;
	private readonly text = new RichText();
	private readonly texts = new TextReader();
	private open = bytesOf('');
	private close = bytesOf('');

	push(bytes: Uint8Array): boolean {
		if (!this.tokens.push(bytes)) this.ended = 'step-aside';
		while (this.ended === null) {
			if (this.place === 'strings' && this.skipping === 0 && !this.scan()) {
				this.ended = DAMAGED;
				break;
			}
			const token = this.tokens.next();
			if (token === MORE) return true;
			if (token === ODD) this.ended = 'step-aside';
			else if (token === OPEN || token === EMPTY) this.ended = this.enter(token === EMPTY);
			else if (token === CLOSE) this.leave();
			else if (this.place === 'string' && !this.text.text(this.tokens, token)) this.ended = DAMAGED;
			else if (this.place === 'start' && (token === CDATA || !this.isBlank())) this.ended = 'step-aside';
		}
		return false;
	}

	finish(): string[] | Exclude<Ended, null> {
		if (this.ended !== null) return this.ended;
		if (this.place !== 'end' || !this.tokens.isRead()) return { code: 'damaged', params: {} };
		return this.strings;
	}

	/** Reads strings of one plain text from the bytes themselves; false for a text that is none. */
	private scan(): boolean {
		const { tokens, open, close } = this;
		const b = tokens.b;
		for (;;) {
			let i = tokens.at;
			if (!tokens.matches(i, open)) return true;
			i += open.length;
			if (tokens.matches(i, PRESERVE)) i += PRESERVE.length;
			if (b[i++] !== GT) return true;
			const from = i;
			while (b[i] !== LT && b[i] !== 0) i++;
			if (!tokens.matches(i, close)) return true;
			const text = this.texts.read(b, from, i);
			if (text === null) return false;
			this.strings.push(text);
			tokens.at = i + close.length;
		}
	}

	private enter(isEmpty: boolean): Ended {
		const { tokens } = this;
		if (this.place === 'start') return this.enterRoot(isEmpty);
		if (this.place === 'string') this.text.open(tokens, isEmpty);
		else if (this.place === 'end') return DAMAGED;
		else if (this.skipping > 0) this.skipping += isEmpty ? 0 : 1;
		else if (!tokens.isOurs || !tokens.is('si')) this.skipping = isEmpty ? 0 : 1;
		else if (isEmpty) this.strings.push('');
		else {
			this.place = 'string';
			this.text.start(false);
		}
		return null;
	}

	private enterRoot(isEmpty: boolean): Ended {
		const { tokens } = this;
		const raw = tokens.slice(tokens.from, tokens.to);
		const root = raw === null ? null : readAttributes(raw, new Map());
		const prefix = new TextDecoder().decode(tokens.prefix!);
		if (!tokens.is('sst') || !isMainNamespace(root?.prefixes.get(prefix.slice(0, -1)))) return 'step-aside';
		this.open = bytesOf(`<${prefix}si><${prefix}t`);
		this.close = bytesOf(`</${prefix}t></${prefix}si>`);
		this.place = isEmpty ? 'end' : 'strings';
		return null;
	}

	private leave(): void {
		if (this.skipping > 0) this.skipping -= 1;
		else if (this.place === 'string') {
			if (this.text.close()) return;
			this.strings.push(this.text.finish());
			this.place = 'strings';
		} else if (this.place === 'strings') this.place = 'end';
		else this.ended = DAMAGED;
	}

	private isBlank(): boolean {
		return this.tokens.slice(this.tokens.from, this.tokens.to)?.trim() === '';
	}
}
