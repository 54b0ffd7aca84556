import { MAX_CELL_CHARACTERS } from '../limits.ts';

/** The text of a cell: its paragraphs, with white space as OpenDocument reads it (ODF 1.2 part 1, 6.1.2). */
export class OdsText {
	private paragraphs: string[] = [];
	private current: string | null = null;
	/** Of all so far. What is over the limit is refused later, and must not grow until then. */
	private length = 0;
	/** What was written last is white space that collapses with what follows. */
	private isAfterSpace = true;

	start(): void {
		this.paragraphs = [];
		this.current = null;
		this.length = 0;
	}

	openParagraph(): void {
		this.current = '';
		this.isAfterSpace = true;
	}

	closeParagraph(): void {
		if (this.current === null) return;
		this.paragraphs.push(this.isAfterSpace ? this.current.replace(/ $/, '') : this.current);
		this.current = null;
	}

	add(text: string): void {
		if (this.current === null || this.isFull()) return;
		let collapsed = text.replace(/[ \t\r\n]+/g, ' ');
		if (this.isAfterSpace && collapsed.startsWith(' ')) collapsed = collapsed.slice(1);
		if (collapsed === '') return;
		this.current += collapsed;
		this.length += collapsed.length;
		this.isAfterSpace = collapsed.endsWith(' ');
	}

	/** Characters that an element stands for: blanks, a tab, the end of a line. */
	addExactly(characters: string): void {
		if (this.current === null || this.isFull()) return;
		this.current += characters;
		this.length += characters.length;
		this.isAfterSpace = false;
	}

	get isOpen(): boolean {
		return this.current !== null;
	}

	private isFull(): boolean {
		return this.length > MAX_CELL_CHARACTERS;
	}

	/** null where not one paragraph was written. */
	finish(): string | null {
		return this.paragraphs.length === 0 ? null : this.paragraphs.join('\n');
	}
}
