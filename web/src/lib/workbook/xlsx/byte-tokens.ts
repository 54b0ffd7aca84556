import { decodeUtf8 } from './xml-text.ts';
import { isUtf8Xml } from './xml-tree.ts';

/** What comes next in a stream of XML. */
export const MORE = 0;
export const OPEN = 1;
export const CLOSE = 2;
export const EMPTY = 3;
export const TEXT = 4;
export const CDATA = 5;
/** A DTD, an encoding other than UTF-8, or no XML at all. */
export const ODD = 6;
export type Token =
	typeof MORE | typeof OPEN | typeof CLOSE | typeof EMPTY | typeof TEXT | typeof CDATA | typeof ODD;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SPACE = 0x20;

const COMMENT_OPEN = bytesOf('<!--');
const COMMENT_CLOSE = bytesOf('-->');
const CDATA_OPEN = bytesOf('<![CDATA[');
const CDATA_CLOSE = bytesOf(']]>');
const PI_CLOSE = bytesOf('?>');
const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/** A text or tag longer than this is nothing that Excel writes; the longest cell takes a third of it. */
const MAX_TOKEN_BYTES = 1024 * 1024;
const FIRST_BUFFER = 256 * 1024;

export function bytesOf(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

/**
 * Cuts a stream of bytes into the tags and texts of its XML. What is complete is told by `next`, what is not waits for the
 * next `push`. The fields are open, because who reads a million cells looks at the bytes itself.
 */
export class ByteTokens {
	/** What has come and is not read yet lies from `at` to `end`; a zero stands behind. */
	b: Uint8Array = new Uint8Array(FIRST_BUFFER);
	at = 0;
	end = 0;
	/** Of the last tag: its local name; its attributes, or the text, lie from `from` to `to`. */
	nameFrom = 0;
	nameTo = 0;
	from = 0;
	to = 0;
	/** Of the last attribute. */
	valueFrom = 0;
	valueTo = 0;
	/** Whether the last tag has the prefix that the root has. */
	isOurs = true;
	/** The root's prefix with its colon; null before the root. */
	prefix: Uint8Array | null = null;
	private isStart = true;

	/** Takes the next bytes of the stream; false when what waits is longer than any token may be. */
	push(bytes: Uint8Array): boolean {
		const waiting = this.end - this.at;
		if (waiting > MAX_TOKEN_BYTES) return false;
		const needed = waiting + bytes.length + 1;
		if (needed > this.b.length) {
			const larger = new Uint8Array(needed * 2);
			larger.set(this.b.subarray(this.at, this.end));
			this.b = larger;
		} else if (this.at > 0) {
			this.b.copyWithin(0, this.at, this.end);
		}
		this.b.set(bytes, waiting);
		this.at = 0;
		this.end = waiting + bytes.length;
		this.b[this.end] = 0;
		return true;
	}

	next(): Token {
		const b = this.b;
		for (;;) {
			const i = this.at;
			if (i >= this.end) return MORE;
			if (this.isStart) {
				if (this.end - i < 5) return MORE;
				this.isStart = false;
				if (this.matches(i, BOM)) this.at += BOM.length;
				continue;
			}
			if (b[i] !== LT) return this.text();
			if (i + 1 >= this.end) return MORE;
			const second = b[i + 1];
			if (second === SLASH) return this.closeTag();
			if (second === BANG) {
				if (this.end - i < CDATA_OPEN.length) return MORE;
				if (this.matches(i, CDATA_OPEN)) return this.cdata();
				if (!this.matches(i, COMMENT_OPEN)) return ODD;
				const close = this.find(COMMENT_CLOSE, i + COMMENT_OPEN.length);
				if (close === -1) return MORE;
				this.at = close + COMMENT_CLOSE.length;
			} else if (second === QUESTION) {
				const close = this.find(PI_CLOSE, i + 2);
				if (close === -1) return MORE;
				this.at = close + PI_CLOSE.length;
				if (this.prefix === null && !isUtf8Xml(this.slice(i, this.at) ?? '<?xml encoding="?"?>')) return ODD;
			} else return this.openTag();
		}
	}

	/** Goes to the next attribute of the last tag; false where there is none, `bad` where it is not well formed. */
	nextAttribute(): boolean | 'bad' {
		const b = this.b;
		let i = this.from;
		while (i < this.to && b[i]! <= SPACE) i++;
		if (i >= this.to) return false;
		this.nameFrom = i;
		while (i < this.to && b[i] !== EQUALS && b[i]! > SPACE) i++;
		this.nameTo = i;
		while (i < this.to && b[i]! <= SPACE) i++;
		if (b[i++] !== EQUALS) return 'bad';
		while (i < this.to && b[i]! <= SPACE) i++;
		const quote = b[i++];
		if (quote !== QUOTE && quote !== APOSTROPHE) return 'bad';
		this.valueFrom = i;
		while (i < this.to && b[i] !== quote) i++;
		if (i >= this.to) return 'bad';
		this.valueTo = i;
		this.from = i + 1;
		return true;
	}

	/** Whether the last tag or attribute has this name. */
	is(name: string): boolean {
		if (this.nameTo - this.nameFrom !== name.length) return false;
		for (let i = 0; i < name.length; i++) {
			if (this.b[this.nameFrom + i] !== name.charCodeAt(i)) return false;
		}
		return true;
	}

	/** Whether the last tag or attribute has this prefix. */
	hasPrefix(prefix: string): boolean {
		return this.slice(this.nameFrom - prefix.length - 1, this.nameFrom) === `${prefix}:`;
	}

	value(): string {
		return this.slice(this.valueFrom, this.valueTo) ?? '';
	}

	/** The last attribute's value as a whole number; -1 for anything else. */
	wholeNumber(): number {
		let number = 0;
		for (let i = this.valueFrom; i < this.valueTo; i++) {
			const digit = this.b[i]! - 0x30;
			if (digit < 0 || digit > 9) return -1;
			number = number * 10 + digit;
		}
		return this.valueTo === this.valueFrom ? -1 : number;
	}

	slice(from: number, to: number): string | null {
		return decodeUtf8(this.b, from, to);
	}

	matches(at: number, pattern: Uint8Array): boolean {
		for (let i = 0; i < pattern.length; i++) if (this.b[at + i] !== pattern[i]) return false;
		return true;
	}

	/** Where nothing is left but blanks, the stream may end. */
	isRead(): boolean {
		for (let i = this.at; i < this.end; i++) if (this.b[i]! > SPACE) return false;
		return true;
	}

	private find(pattern: Uint8Array, from: number): number {
		for (let i = from; i + pattern.length <= this.end; i++) if (this.matches(i, pattern)) return i;
		return -1;
	}

	private text(): Token {
		const b = this.b;
		let i = this.at;
		while (i < this.end && b[i] !== LT) i++;
		if (i >= this.end) return MORE;
		this.from = this.at;
		this.to = this.at = i;
		return TEXT;
	}

	private cdata(): Token {
		const close = this.find(CDATA_CLOSE, this.at);
		if (close === -1) return MORE;
		this.from = this.at + CDATA_OPEN.length;
		this.to = close;
		this.at = close + CDATA_CLOSE.length;
		return CDATA;
	}

	private closeTag(): Token {
		const b = this.b;
		let i = this.at + 2;
		while (i < this.end && b[i] !== GT) i++;
		if (i >= this.end) return MORE;
		this.name(this.at + 2, i);
		this.at = i + 1;
		return CLOSE;
	}

	private openTag(): Token {
		const b = this.b;
		let i = this.at + 1;
		let quote = 0;
		for (; i < this.end; i++) {
			const byte = b[i]!;
			if (quote !== 0) {
				if (byte === quote) quote = 0;
			} else if (byte === QUOTE || byte === APOSTROPHE) quote = byte;
			else if (byte === GT) break;
			else if (byte === LT) return ODD;
		}
		if (i >= this.end) return MORE;
		const isEmpty = b[i - 1] === SLASH;
		this.name(this.at + 1, isEmpty ? i - 1 : i);
		this.from = this.nameTo;
		this.to = isEmpty ? i - 1 : i;
		this.at = i + 1;
		if (this.nameTo === this.nameFrom) return ODD;
		return isEmpty ? EMPTY : OPEN;
	}

	private name(from: number, to: number): void {
		const b = this.b;
		let end = from;
		let colon = -1;
		while (end < to && b[end]! > SPACE) {
			if (b[end] === COLON && colon === -1) colon = end;
			end++;
		}
		this.nameFrom = colon === -1 ? from : colon + 1;
		this.nameTo = end;
		this.prefix ??= b.slice(from, this.nameFrom);
		this.isOurs = this.nameFrom - from === this.prefix.length && this.matches(from, this.prefix);
	}
}
