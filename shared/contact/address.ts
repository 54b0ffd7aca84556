// RFC 5321, 4.5.3.1 and 4.1.2; octets, not characters.
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;
const LONGEST_DOMAIN = 253;
const LONGEST_LABEL = 63;

const PLAIN_ADDRESS = /^[\w%+'-]+(?:\.[\w%+'-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}$/;
/** A dot-atom (RFC 5322) with the letters of every script (RFC 6531). Quoted local parts are left out on purpose. */
const LOCAL = /^(?!\.)(?!.*\.\.)[^\s\p{Z}\p{C}()<>[\]:;@\\,"]+(?<!\.)$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}\u200c\u200d-]*[\p{L}\p{M}\p{N}])?$/u;
const ENDING = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59}|(?=.*[^\x00-\x7f])[\p{L}\p{M}\u200c\u200d]{2,})$/u;
const ASCII = /^[\x00-\x7f]*$/;
const encoder = new TextEncoder();

/** The address with its domain in lower case, where the text is exactly one address that mail can be sent to; else null. */
export function readAddress(text: string): string | null {
	if (text.length > LONGEST_ADDRESS) return null;
	const at = text.lastIndexOf('@');
	if (at < 1) return null;
	const local = text.slice(0, at);
	const domain = text.slice(at + 1).toLowerCase();
	const address = `${local}@${domain}`;
	// Backtracking is bounded by the length above; nearly every address ends here.
	if (at <= LONGEST_LOCAL && PLAIN_ADDRESS.test(address) && !hasLongLabel(domain)) return address;
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
