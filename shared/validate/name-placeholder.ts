import { type Cell, textOf } from '../row/cell.ts';

/** "NA" and "N.A." are left out: the one is a name, the other are initials. */
const PLACEHOLDER = /^\s*(?:[-–—.]+|n ?\/ ?a\.?|s ?\/ ?o\.?|null|none|tb[ad]|x{2,})\s*$/i;
const LONGEST = 10;
const DASH = /^[-–—.]+$/;

/** Whether there stands what people write where they leave something out. */
export function isPlaceholder(cell: Cell | undefined): boolean {
	const text = textOf(cell);
	return text.length <= LONGEST && PLACEHOLDER.test(text);
}

/** Whether a placeholder may be right beside another name: a dash for who has a single one; and Null is a family's. */
export function mayBeName(placeholder: string, which: 'first-name' | 'last-name'): boolean {
	return DASH.test(placeholder) || (which === 'last-name' && placeholder.toLowerCase() === 'null');
}
