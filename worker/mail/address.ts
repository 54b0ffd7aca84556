import type { Address } from './mailer.ts';

const ENCODED_WORD_BYTES = 45;

/** `Name <a@b.example>` or `a@b.example`, as MAIL_FROM is written. */
export function parseAddress(text: string): Address {
	const match = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(text);
	if (!match) return { email: text.trim() };
	const [, name = '', email = ''] = match;
	return name ? { name, email } : { email };
}

/** The address as SMTP wants it: its domain in ASCII, whatever script it was written in. */
export function mailboxOf(email: string): string {
	const at = email.lastIndexOf('@');
	const domain = URL.parse(`http://${email.slice(at + 1)}`)?.hostname;
	return domain ? `${email.slice(0, at)}@${domain}` : email;
}

/** One line without control characters: nobody writes a header of their own into a mail through a name or a label. */
export function oneLine(text: string): string {
	// eslint-disable-next-line no-control-regex
	return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

/** Text as a header's value: as it stands when it is plain ASCII, else as RFC 2047's encoded words, folded. */
export function encodeHeader(text: string): string {
	const line = oneLine(text);
	if (/^[\x20-\x7e]*$/.test(line) && !line.includes('=?') && line.length < 900) return line;
	return splitByBytes(line, ENCODED_WORD_BYTES)
		.map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`)
		.join('\r\n ');
}

/** An address as a header's value; a name that is not plain words is quoted or encoded. */
export function encodeAddress({ name, email }: Address): string {
	const mailbox = mailboxOf(email);
	const line = oneLine(name ?? '');
	if (!line) return mailbox;
	if (/^[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]+$/.test(line) && !line.includes('=?')) return `${line} <${mailbox}>`;
	if (/^[\x20-\x7e]+$/.test(line) && line.length < 200) {
		return `"${line.replace(/["\\]/g, '\\$&')}" <${mailbox}>`;
	}
	return `${encodeHeader(line)} <${mailbox}>`;
}

/** Parts of at most `limit` bytes in UTF-8; a character is never cut. */
function splitByBytes(text: string, limit: number): string[] {
	const parts: string[] = [];
	let part = '';
	let bytes = 0;
	for (const character of text) {
		const size = Buffer.byteLength(character);
		if (bytes + size > limit) {
			parts.push(part);
			part = '';
			bytes = 0;
		}
		part += character;
		bytes += size;
	}
	return part ? [...parts, part] : parts;
}
