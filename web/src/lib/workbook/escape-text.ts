const UNSAFE = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9a-f]{4}_)/gi;
const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text for the XML of a workbook. What XML cannot hold, and a carriage return that it would turn into a line feed, stand
 * as `_x000D_` (ECMA-376 part 1, 22.9.2.19), as does what only looks like that. Half of a surrogate pair becomes U+FFFD.
 */
export function escapeText(text: string): string {
	const whole = text.isWellFormed() ? text : text.toWellFormed();
	return whole.replace(UNSAFE, (unsafe) => NAMED[unsafe] ?? escapeUnit(unsafe));
}

function escapeUnit(unit: string): string {
	return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
