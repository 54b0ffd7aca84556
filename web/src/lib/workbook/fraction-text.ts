const LITERAL = String.raw`(?:"[^"]*"|\\.|[ -])*`;
/** A whole part or none, the places above the line, and below it a number: `# ?/2`, `0/100`. */
const FIXED = new RegExp(
	String.raw`^(${LITERAL})(?:([#0?]+)(?:\\? |" ")+)?([#0?]+) ?/ ?([1-9]\d*)(${LITERAL})$`,
	'su'
);

/** A number that is not negative in a format with a fixed part below the line, which the library does not know; null for any other format. */
export function fractionText(value: number, format: string): string | null {
	const match = FIXED.exec(format);
	if (match === null) return null;
	const [, before, wholePlaces, places, below, after] = match;
	const all = Math.round(value * Number(below));
	const whole = wholePlaces === undefined ? 0 : Math.floor(all / Number(below));
	const above = all - whole * Number(below);
	// Without a place that is always shown, nothing is shown of no part.
	const hasFraction = above !== 0 || wholePlaces === undefined || places!.includes('0');
	const parts = [
		whole === 0 && hasFraction && !wholePlaces?.includes('0') ? '' : padded(whole, wholePlaces ?? ''),
		hasFraction ? `${padded(above, places!)}/${below}` : ''
	];
	const number = parts.filter((part) => part !== '').join(' ');
	return `${literal(before!)}${number}${literal(after!)}`;
}

function padded(value: number, places: string): string {
	const firstZero = places.indexOf('0');
	return String(value).padStart(firstZero === -1 ? 1 : places.length - firstZero, '0');
}

function literal(text: string): string {
	return text.replace(/"([^"]*)"|\\(.)/gsu, '$1$2');
}
