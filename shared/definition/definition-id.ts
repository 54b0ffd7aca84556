const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 7;
/** The largest multiple of 28 that a byte holds; bytes from there on would favour the first symbols. */
const FAIR_BYTES = 252;

/**
 * A definition's ID, `XXXX-XXXX`: seven random symbols and their check character. Hand in at least 16 random bytes;
 * unfair bytes are passed over, and running out of bytes throws.
 */
export function makeDefinitionId(random: Uint8Array): string {
	let symbols = '';
	for (const byte of random) {
		if (byte < FAIR_BYTES) symbols += ALPHABET[byte % ALPHABET.length];
		if (symbols.length === SYMBOLS) return showId(symbols + checkCharacter(symbols));
	}
	throw new RangeError('too few random bytes for a definition ID');
}

/** The ID that the text spells, in any case, with blanks and any hyphen or none; null where it is none. */
export function readDefinitionId(text: string): string | null {
	// Longer texts cannot be an ID; this keeps a hostile cell cheap.
	if (text.length > 40) return null;
	const symbols = squashId(text);
	if (symbols.length !== SYMBOLS + 1) return null;
	for (const symbol of symbols) if (!ALPHABET.includes(symbol)) return null;
	return checkCharacter(symbols.slice(0, SYMBOLS)) === symbols[SYMBOLS] ? showId(symbols) : null;
}

/** Upper case without blanks, hyphens, their look-alikes (minus, soft hyphen, underscore) and invisible marks. */
export function squashId(text: string): string {
	return text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s\p{Pd}\p{Cf}\u2212\u02d7_]/gu, '');
}

function showId(symbols: string): string {
	return `${symbols.slice(0, 4)}-${symbols.slice(4)}`;
}

/** Luhn mod 28, as ISO/IEC 7812-1 does it mod 10: any single wrong symbol is caught. */
function checkCharacter(symbols: string): string {
	const base = ALPHABET.length;
	let sum = 0;
	let factor = 2;
	for (let i = symbols.length - 1; i >= 0; i--) {
		const weighted = factor * ALPHABET.indexOf(symbols[i]!);
		sum += Math.floor(weighted / base) + (weighted % base);
		factor = 3 - factor;
	}
	return ALPHABET[(base - (sum % base)) % base]!;
}
