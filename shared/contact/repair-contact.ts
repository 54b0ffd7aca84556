import { readAddress } from './address.ts';
import { findProvider, suggestDomain } from './domain-typo.ts';

const MOST_FIXES = 3;
/** Longer texts are not a mistyped address. */
const LONGEST_REPAIR = 400;
/** Endings that are often run together with the name before them. */
const RUN_TOGETHER = /^([a-z0-9-]{3,}?)(com|org|net|edu|couk|ca|fr)$/;
/** "Mother: anna@example.com" */
const LABEL = /^[^@:]{1,40}:\s+(?=\S+@\S+$)/;

/** Addresses that a text which is none was probably meant to be, the likeliest first; each one reads without an issue. */
export function repairContact(text: string): string[] {
	if (text.length > LONGEST_REPAIR) return [];
	const fixes = new Set<string>();
	for (const attempt of attempts(text)) {
		const address = readAddress(attempt);
		if (address !== null) fixes.add(mendDomain(address));
		if (fixes.size === MOST_FIXES) break;
	}
	return [...fixes];
}

/** The address with the domain that was probably meant. */
export function mendDomain(address: string): string {
	const at = address.lastIndexOf('@');
	const meant = suggestDomain(address.slice(at + 1));
	return meant === null ? address : `${address.slice(0, at)}@${meant}`;
}

function* attempts(text: string): Generator<string> {
	const spelt = text
		.replace(/[\p{Cc}\p{Cf}\\]/gu, '')
		.replace(/\s*(?:\(at\)|\[at\]|\{at\}|\sat\s|\s(?:arobase|arrobase)\s)\s*/i, '@')
		.replace(/\s*(?:\(dot\)|\[dot\]|\sdot\s)\s*/gi, '.')
		.replace(/\s*@\s*/g, '@')
		.replace(/@{2,}/, '@')
		.replace(/^https?:\/\//i, '')
		.replace(LABEL, '')
		.replace(/(?<=@\S+)\s*\([^()@]*\)$/, '');
	const words = spelt.split(/[\s<>()[\]"]+/).filter((word) => word.includes('@'));
	const blanks = spelt.trim().split(/\s+/).length - 1;
	// "Anna Ng anna@example.com" is a name and an address; "anna ng@example.com" is one address with a blank in it.
	if (blanks > 1 || /^\p{Lu}/u.test(spelt)) for (const word of words) yield* tidy(word);
	// "jane doe@example.com": the blank stands where a point was, or slipped in.
	if (blanks === 1) yield* tidy(spelt.trim().replace(/(?<=^\p{L}+)\s+(?=\p{L}+@\S+$)/u, '.'));
	if (blanks < 2) yield* tidy(spelt.replace(/[\s<>()[\]"']+/g, ''));
	for (const word of words) yield* tidy(word);
}

function* tidy(text: string): Generator<string> {
	const dotted = text
		.replace(/[,;:]/g, '.')
		.replace(/\.{2,}/g, '.')
		.replace(/\.?@\.?/, '@')
		.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
	yield dotted;
	const at = dotted.indexOf('@');
	if (at === -1) yield* insertAt(dotted);
	if (at < 1) return;
	const local = dotted.slice(0, at);
	// anna@gmail@com; a label neither begins nor ends with a hyphen.
	const domain = dotted
		.slice(at + 1)
		.toLowerCase()
		.replace(/@(?=[a-z]{2,6}$)/, '.')
		.replace(/(?:^|(?<=\.))[-_]+|[-_]+(?=\.|$)/g, '');
	yield mendDomain(`${local}@${domain}`);
	if (!domain.includes('.')) yield* insertDot(local, domain.replace('_', '.'));
}

function* insertDot(local: string, domain: string): Generator<string> {
	if (domain.includes('.')) yield `${local}@${domain}`;
	const provider = findProvider(domain);
	if (provider !== null) yield `${local}@${provider}`;
	const together = RUN_TOGETHER.exec(domain);
	if (together) yield `${local}@${together[1]}.${together[2] === 'couk' ? 'co.uk' : together[2]}`;
}

/** "anna.ng.gmail.com", "annagmail.com": only before a provider's own domain can the place be known. */
function* insertAt(text: string): Generator<string> {
	const place = /^(.+?)\.?((?:gmail|hotmail|outlook|yahoo|icloud)\.[a-z.]{2,6})$/i.exec(text);
	if (place) yield `${place[1]!.replace(/[^\p{L}\p{N}]+$/u, '')}@${place[2]}`;
}
