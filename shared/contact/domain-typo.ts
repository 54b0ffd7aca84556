import { editDistance } from '../row/edit-distance.ts';

/** Endings that no registry has, and what was meant. */
const ENDINGS: Record<string, string> = {
	con: 'com',
	cpm: 'com',
	cmo: 'com',
	ocm: 'com',
	vom: 'com',
	xom: 'com',
	cim: 'com',
	com1: 'com',
	comm: 'com',
	coom: 'com',
	ccom: 'com',
	cpom: 'com',
	clm: 'com',
	col: 'com',
	cok: 'com',
	comn: 'com',
	conm: 'com',
	coim: 'com',
	comcom: 'com',
	c0m: 'com',
	nte: 'net',
	ner: 'net',
	nett: 'net',
	ogr: 'org',
	rog: 'org',
	orgg: 'org',
	eud: 'edu',
	edy: 'edu',
	edi: 'edu',
	caa: 'ca',
	cca: 'ca',
	frr: 'fr',
	ukk: 'uk',
	couk: 'co.uk'
};

/** Where the large mail providers are; the first is the likeliest. */
const PROVIDERS: Record<string, string> = {
	gmail: 'com',
	googlemail: 'com',
	hotmail: 'com fr ca co.uk it es de be ch nl com.br com.ar com.mx co.jp',
	outlook: 'com fr ca de es it be ie in jp com.br com.au com.ar',
	yahoo:
		'com fr ca co.uk it es de ie in co.in co.jp co.id com.br com.mx com.ar com.au com.hk com.sg com.tw com.vn com.ph gr ro se no dk pl',
	icloud: 'com',
	protonmail: 'com ch',
	videotron: 'ca',
	sympatico: 'ca',
	laposte: 'net',
	wanadoo: 'fr',
	orange: 'fr',
	cogeco: 'ca',
	btinternet: 'com',
	bellsouth: 'net',
	comcast: 'net',
	verizon: 'net'
};

/** Slips that are further away than one, or begin with another letter. */
const MISSPELT: Record<string, string> = {
	fmail: 'gmail',
	hmail: 'gmail',
	gmial: 'gmail',
	gamil: 'gmail',
	mgail: 'gmail',
	gimal: 'gmail',
	otmail: 'hotmail',
	ohtmail: 'hotmail',
	jotmail: 'hotmail',
	homtail: 'hotmail',
	hotmial: 'hotmail',
	utlook: 'outlook',
	putlook: 'outlook',
	oulook: 'outlook',
	outllok: 'outlook',
	otulook: 'outlook',
	ahoo: 'yahoo',
	tahoo: 'yahoo',
	ayhoo: 'yahoo',
	uahoo: 'yahoo'
};

/** Real names one slip away from a provider's. */
const REAL = new Set(['gail', 'grail', 'gmall', 'email', 'ymail', 'mail', 'verizone', 'yahoos']);
/** Endings that a provider does not use but a slip from "com" gives. */
const NEAR_COM = new Set(['c', 'co', 'cm', 'om', 'net', 'org']);
/** gmail.co.uk, gmail.com.com: nobody's. */
const NATIONAL = /^com?\.[a-z]{2,3}$/;

/** A sheet has many addresses at few domains; a hostile one must not fill the memory. */
const REMEMBERED = 2000;
const remembered = new Map<string, string | null>();

/** Whether the domain is a large mail provider's own. */
export function isProvider(domain: string): boolean {
	const dot = domain.indexOf('.');
	return endingsOf(domain.slice(0, dot)).includes(domain.slice(dot + 1));
}

/** The domain that was probably meant; null where nothing looks mistyped. Lower case in and out. */
export function suggestDomain(domain: string): string | null {
	const known = remembered.get(domain);
	if (known !== undefined) return known;
	const mended = mendProvider(mendEnding(domain));
	const meant = mended === domain ? null : mended;
	if (remembered.size >= REMEMBERED) remembered.clear();
	remembered.set(domain, meant);
	return meant;
}

/** The provider that a name without any ending means: `gmail`, `gmial`, `gmailcom`; null where it is none. */
export function findProvider(text: string): string | null {
	for (const name of Object.keys(PROVIDERS)) {
		for (const ending of endingsOf(name)) {
			if (text === name + ending.replaceAll('.', '')) return `${name}.${ending}`;
		}
	}
	const provider = nameProvider(text);
	return provider === null ? null : `${provider}.${endingsOf(provider)[0]}`;
}

function endingsOf(name: string): string[] {
	return Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name]!.split(' ') : [];
}

function mendEnding(domain: string): string {
	const dot = domain.lastIndexOf('.');
	const ending = domain.slice(dot + 1);
	if (!Object.hasOwn(ENDINGS, ending)) return domain.replace(/\.con(?=\.[a-z]{2}$)/, '.com');
	return `${domain.slice(0, dot)}.${ENDINGS[ending]}`;
}

function mendProvider(domain: string): string {
	const dot = domain.indexOf('.');
	const name = domain.slice(0, dot);
	const ending = domain.slice(dot + 1);
	const provider = nameProvider(name);
	if (provider === null) return domain;
	const endings = endingsOf(provider);
	if (endings.includes(ending)) return `${provider}.${ending}`;
	// gmail exists under .com alone; the others' names under other endings belong to somebody else.
	const others = provider === 'gmail' && (!ending.includes('.') || NATIONAL.test(ending));
	if (NEAR_COM.has(ending) || others) return `${provider}.${endings[0]}`;
	const cut = ending.length === 1 ? endings.find((one) => one.startsWith(ending)) : undefined;
	return cut === undefined ? domain : `${provider}.${cut}`;
}

function nameProvider(name: string): string | null {
	if (Object.hasOwn(PROVIDERS, name)) return name;
	if (Object.hasOwn(MISSPELT, name)) return MISSPELT[name]!;
	if (REAL.has(name) || name.length < 4) return null;
	for (const provider of Object.keys(PROVIDERS)) {
		if (provider[0] === name[0] && editDistance(name, provider, 1) === 1) return provider;
	}
	return null;
}
