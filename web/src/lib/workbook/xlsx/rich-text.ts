import { CDATA, type ByteTokens, type Token } from './byte-tokens.ts';
import { readXmlText, unescapeExcel } from './xml-text.ts';

/** The text of a shared or an inline string: its own and that of its runs, without how it is pronounced (`rPh`). */
export class RichText {
	private joined = '';
	/** Of the `t` that is being read. */
	private piece: string | null = null;
	private depth = 0;
	/** The depth at which an element began that holds no text of the cell. */
	private skippedAt = 0;

	/** `isBare`: the text stands here itself, as in a value, and not in a `t`. */
	start(isBare: boolean): void {
		this.joined = '';
		this.piece = isBare ? '' : null;
		this.depth = 0;
		this.skippedAt = 0;
	}

	open(tokens: ByteTokens, isEmpty: boolean): void {
		if (isEmpty) return;
		this.depth += 1;
		if (this.skippedAt > 0) return;
		if (tokens.isOurs && tokens.is('t')) this.piece = '';
		else if (!(tokens.isOurs && tokens.is('r'))) this.skippedAt = this.depth;
	}

	/** False where what closes is the string itself. */
	close(): boolean {
		if (this.depth === 0) return false;
		if (this.skippedAt === this.depth) this.skippedAt = 0;
		else if (this.skippedAt === 0) this.endPiece();
		this.depth -= 1;
		return true;
	}

	/** False where the text is none. */
	text(tokens: ByteTokens, token: Token): boolean {
		if (this.piece === null || this.skippedAt > 0) return true;
		const raw = tokens.slice(tokens.from, tokens.to);
		const text = raw === null || token === CDATA ? raw : readXmlText(raw);
		if (text !== null) this.piece += text;
		return text !== null;
	}

	finish(): string {
		this.endPiece();
		return this.joined;
	}

	private endPiece(): void {
		if (this.piece !== null) this.joined += unescapeExcel(this.piece);
		this.piece = null;
	}
}
