// RFC 5321, 4.5.3.1 and 4.1.2; octets, not characters.
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;
const LONGEST_DOMAIN = 253;
const LONGEST_LABEL = 63;
/** Real ones are shorter; what is longer is looked at in full. */
const LONGEST_PLAIN_ENDING = 24;

/** A dot-atom (RFC 5322) with the letters of every script (RFC 6531). Quoted local parts are left out on purpose. */
const LOCAL = /^(?!\.)(?!.*\.\.)[^\s\p{Z}\p{C}()<>[\]:;@\\,"]+(?<!\.)$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\u200c\u200d-]*[\p{L}\p{M}\p{N}])?$/u;
const ENDING = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59}|(?=.*[^\x00-\x7f])[\p{L}\p{M}\u200c\u200d]{2,})$/u;
const ASCII = /^[\x00-\x7f]*$/;
const encoder = new TextEncoder();

const LOWER = 1;
const LETTER = 2;
const DIGIT = 4;
const LOCAL_SIGN = 8;
/** What a character of ASCII may be in an address. */
const KINDS = Uint8Array.from({ length: 0x80 }, (_, code) => {
	const sign = String.fromCharCode(code);
	if (/[a-z]/.test(sign)) return LOWER | LETTER;
	if (/[A-Z]/.test(sign)) return LETTER;
	if (/[0-9]/.test(sign)) return DIGIT;
	return /[_%+'-]/.test(sign) ? LOCAL_SIGN : 0;
});
const DOT = 0x2e;
const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;

/**
 * Whether the text is an address as nearly all are: letters of ASCII, its domain in lower case, nothing around it. One
 * pass, because it is asked of each row. Where it is false, the text may still be an address.
 */
export function isPlainAddress(text: string): boolean {
	const at = text.indexOf('@');
	return isPlainLocal(text, at) && isPlainDomain(text, at + 1);
}

/** What stands before `at`, the text's first sign, for `isPlainAddress`; and no longer than an address may be. */
export function isPlainLocal(text: string, at: number): boolean {
	if (at < 1 || at > LONGEST_LOCAL || text.length > LONGEST_ADDRESS) return false;
	// What Excel takes for the mark of a text is more likely than an address that begins with it.
	if (text.charCodeAt(0) === APOSTROPHE) return false;
	let previous = DOT;
	for (let i = 0; i < at; i++) {
		const code = text.charCodeAt(i);
		if (code === DOT ? previous === DOT : code > 0x7f || KINDS[code] === 0) return false;
		previous = code;
	}
	return previous !== DOT;
}

/** Labels of lower-case letters, digits and inner hyphens from `start` on; the last of 2 to 24 letters alone. */
export function isPlainDomain(text: string, start: number): boolean {
	let label = start;
	let letters = true;
	for (let i = start; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === DOT) {
			if (i === label || i - label > LONGEST_LABEL || text.charCodeAt(i - 1) === HYPHEN) return false;
			label = i + 1;
			letters = true;
		} else if (code === HYPHEN ? i === label : code > 0x7f || (KINDS[code]! & (LOWER | DIGIT)) === 0)
			return false;
		else if (code > 0x7f || (KINDS[code]! & LOWER) === 0) letters = false;
	}
	const ending = text.length - label;
	return label > start && letters && ending >= 2 && ending <= LONGEST_PLAIN_ENDING;
}

/** The address with its domain in lower case, where the text is exactly one address that mail can be sent to; else null. */
export function readAddress(text: string): string | null {
	if (text.length > LONGEST_ADDRESS) return null;
	const at = text.lastIndexOf('@');
	if (at < 1) return null;
	const local = text.slice(0, at);
	const domain = text.slice(at + 1).toLowerCase();
	const address = `${local}@${domain}`;
	if (isPlainAddress(address)) return address;
	if (octets(local) > LONGEST_LOCAL || octets(address) > LONGEST_ADDRESS) return null;
	return LOCAL.test(local) && isDomain(domain) ? address : null;
}

function isDomain(domain: string): boolean {
	const labels = domain.split('.');
	if (labels.length < 2 || !ENDING.test(labels.at(-1)!)) return false;
	if (!labels.every((label) => LABEL.test(label))) return false;
	const ascii = ASCII.test(domain) ? domain : toAscii(domain);
	return ascii !== null && ascii.length <= LONGEST_DOMAIN && !hasLongLabel(ascii);
}

function hasLongLabel(domain: string): boolean {
	return domain.length > LONGEST_LABEL && domain.split('.').some((label) => label.length > LONGEST_LABEL);
}

/** An international domain as DNS has it; null where IDNA does not allow it. */
function toAscii(domain: string): string | null {
	try {
		return new URL(`http://${domain}/`).hostname;
	} catch {
		return null;
	}
}

function octets(text: string): number {
	return ASCII.test(text) ? text.length : encoder.encode(text).length;
}
