import { trimText } from '../row/fold-text.ts';
import { isPlainDomain, isPlainLocal, readAddress } from './address.ts';
import { suggestDomain } from './domain-typo.ts';
import { writeInLatin } from './latin-letters.ts';
import { mendDomain, repairContact } from './repair-contact.ts';

/** `contact` is the address as it will be used; `suggestion` another that was probably meant. */
export type ContactReading =
	| { kind: 'contact'; contact: string; suggestion: string | null }
	| { kind: 'blank' }
	| { kind: 'several'; contacts: string[] }
	| { kind: 'invalid'; fixes: string[] };

/** A cell with more than this is no contact, and is not searched for addresses. */
const LONGEST_CELL = 4000;
const MOST_OFFERED = 10;
/** Only with these can an address have something around it that is put right silently. */
const WRAPPED = /[>:\u3002\uff00-\uffef]|^['"`‘“]/;

/**
 * Reads the address in a cell: blanks and quotes around it, `mailto:`, angle brackets and a name before them are put right
 * silently, its domain becomes lower case. Never throws.
 */
export function readContact(text: string): ContactReading {
	const at = text.indexOf('@');
	if (isPlainLocal(text, at)) {
		const known = findDomain(text, at);
		if (known !== null) return { kind: 'contact', contact: text, suggestion: mend(text, at, known.meant) };
	}
	const trimmed = trimText(text);
	if (trimmed === '') return { kind: 'blank' };
	if (trimmed.length > LONGEST_CELL) return { kind: 'invalid', fixes: [] };
	const bare = WRAPPED.test(trimmed) ? unwrap(trimmed) : trimmed;
	const contact = readAddress(bare);
	if (contact !== null) return { kind: 'contact', contact, suggestion: suggestContact(contact) };
	const contacts = findContacts(trimmed);
	if (contacts.length > 0) return { kind: 'several', contacts };
	return { kind: 'invalid', fixes: repairContact(bare) };
}

/** A domain with the sign before it, as it stands at the end of an address, and the one that was probably meant. */
interface KnownDomain {
	domain: string;
	meant: string | null;
}

/** A file has few domains. Each has a place of its own, or shares it with few. */
const PLACES = 64;
const known: KnownDomain[] = Array.from({ length: PLACES }, () => ({ domain: '', meant: null }));

/** What is known of the plain domain behind the sign; null where it is not plain. */
function findDomain(text: string, at: number): KnownDomain | null {
	const length = text.length - at;
	const place = (length + 7 * text.charCodeAt(at + 1) + 31 * text.charCodeAt(at + 2)) & (PLACES - 1);
	const last = known[place]!;
	if (last.domain.length === length && text.endsWith(last.domain)) return last;
	if (!isPlainDomain(text, at + 1)) return null;
	return (known[place] = { domain: text.slice(at), meant: suggestDomain(text.slice(at + 1)) });
}

function mend(contact: string, at: number, meant: string | null): string | null {
	return meant === null ? null : contact.slice(0, at + 1) + meant;
}

function suggestContact(contact: string): string | null {
	const latin = writeInLatin(contact);
	if (latin !== null) return mendDomain(latin);
	const at = contact.lastIndexOf('@');
	return mend(contact, at, suggestDomain(contact.slice(at + 1)));
}

/** `Name <a@b.c>`, `<a@b.c>`, `mailto:a@b.c?subject=x`, `'a@b.c` as typed to make Excel keep text, full-width signs. */
function unwrap(text: string): string {
	let bare = /^(['"`‘“]+)([^'"`‘’“”<]+)['"`’”]*$/.exec(text)?.[2] ?? text;
	if (bare.endsWith('>')) {
		const open = bare.lastIndexOf('<');
		const name = bare.slice(0, Math.max(open, 0));
		const inside = bare.slice(open + 1, -1);
		// Outlook writes the address as the name too; another address there makes it several.
		const named = trimText(name).replace(/^["'(]+|["')]+$/g, '');
		if (open >= 0 && (!named.includes('@') || named === inside)) bare = trimText(inside);
	}
	if (/^mailto:/i.test(bare)) bare = trimText(bare.slice('mailto:'.length).replace(/\?.*$/s, ''));
	return /[\uff00-\uffef\u3002]/.test(bare) ? bare.normalize('NFKC').replaceAll('。', '.') : bare;
}

/** The addresses of a cell that holds more than one; [] where it does not. The same one twice is still too many. */
function findContacts(text: string): string[] {
	if (text.indexOf('@') === text.lastIndexOf('@')) return [];
	const found = text
		.split(/[\s;,|/&<>()"]+/)
		.map((piece) => readAddress(piece.replace(/^mailto:/i, '').replace(/^[.:']+|[.:']+$/g, '')))
		.filter((address) => address !== null);
	return found.length < 2 ? [] : [...new Set(found)].slice(0, MOST_OFFERED);
}
