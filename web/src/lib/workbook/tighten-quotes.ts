/** Blanks between a delimiter and a quote, which no quoted cell may have (RFC 4180). */
const LOOSE = /(?:^|[,;|\t\r\n])[ \xa0]+"/;

/**
 * Without the blanks around quoted cells, as in `Ana, "1, Main St", Rome`: with them the quotes would be text, and the cell
 * would end at its first comma. Quotes that do not end their cell are left as they are.
 */
export function tightenQuotes(text: string, delimiter: string): string {
	if (!LOOSE.test(text)) return text;
	const end = `[\\r\\n${delimiter.replace(/[\\\]^-]/, '\\$&')}]`;
	const quoted = new RegExp(`(^|${end})[ \\xa0]*("[^"]*(?:""[^"]*)*")[ \\xa0]*(?=${end}|$)`, 'g');
	return text.replace(quoted, '$1$2');
}
