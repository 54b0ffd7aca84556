import { describe, expect, test } from 'vitest';
import { encodeAddress, encodeHeader, mailboxOf, parseAddress } from './address.ts';
import { cloudflareMailer } from './cloudflare.ts';
import { credentialMail, type CredentialMail } from './credential-mail.ts';
import { errorReportMail } from './error-report-mail.ts';
import { signInMail } from './sign-in-mail.ts';

const from = { name: 'Sheaf', email: 'credentials@sheaf.example' };

function makeCredentialMail(more: Partial<CredentialMail> = {}) {
	return credentialMail({
		id: 'delivery-1',
		from,
		to: 'zoe@people.example',
		language: 'en',
		issuer: 'Harbour Skills Institute',
		credential: 'First Aid Level 2',
		recipient: 'Zoë Ångström',
		validUntil: '2029-01-01T04:59:59.000Z',
		timeZone: 'America/Toronto',
		page: 'https://sheaf.example/credentials/1',
		...more
	});
}

/** What a person reads of the HTML. */
function textOf(html: string): string {
	const body = html.slice(html.indexOf('<body')).replace(/<div style="display:none.*?<\/div>/, '');
	const text = body.replace(/<br>|<\/p>|<\/div>/g, ' ').replace(/<[^>]+>/g, '');
	const plain = text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
	return plain.replace(/\s+/g, ' ').trim();
}

describe('the credential’s mail', () => {
	test('is from the organisation and names the issuer first', () => {
		const mail = makeCredentialMail();
		expect(mail.from).toEqual({ name: 'Harbour Skills Institute', email: 'credentials@sheaf.example' });
		expect(mail.subject).toBe('Harbour Skills Institute: your credential “First Aid Level 2”');
	});

	test.each(['en', 'fr'] as const)('says the same in text and in HTML (%s)', (language) => {
		const mail = makeCredentialMail({ language });
		const html = textOf(mail.html);
		for (const part of mail.text.split(/\n+|\s--\s/)) {
			const words = part.trim().replace(/:$/, '').trim();
			if (words === '--' || words === '') continue;
			for (const sentence of words.split(/(?<=\.) (?=[A-Z])/)) expect(html).toContain(sentence);
		}
	});

	test('tells the last day of validity as the organisation counts days', () => {
		expect(makeCredentialMail().text).toContain('Valid until December 31, 2028');
		expect(makeCredentialMail({ language: 'fr' }).text).toContain('Valable jusqu’au 31 décembre 2028');
		const until = (validUntil: string) => makeCredentialMail({ language: 'fr', validUntil }).text;
		expect(until('2027-02-02T04:59:59.000Z')).toContain('Valable jusqu’au 1er février 2027');
		expect(until('2027-02-12T04:59:59.000Z')).toContain('Valable jusqu’au 11 février 2027');
		expect(makeCredentialMail({ validUntil: null }).text).not.toContain('Valid until');
	});

	test('takes no markup from names, and loads nothing from anywhere', () => {
		const evil = '<img src=x onerror=alert(1)> & "Co"';
		const { html } = makeCredentialMail({ recipient: evil, issuer: evil, credential: evil });
		expect(html).not.toContain('<img');
		expect(html).toContain('&#60;img src=x onerror=alert(1)&#62; &#38; &#34;Co&#34;');
		expect(html).not.toMatch(/(src|background)=["']?http|url\(/);
	});

	test('keeps a right-to-left name from turning the sentence around it', () => {
		const { html, text, subject } = makeCredentialMail({ recipient: 'محمد', issuer: 'معهد\u202e' });
		expect(html).toContain('<bdi>محمد</bdi>');
		expect(text).toContain('Hello \u2068محمد\u2069,');
		expect(subject).toContain('\u2068معهد\u2069: your credential');
	});
});

test('the sign-in mail carries the code and no link', () => {
	const mail = signInMail({ id: '1', from, to: 'a@b.example', language: 'fr', code: '012345', minutes: 5 });
	expect(mail.subject).toBe('012345 est votre code pour Sheaf');
	expect(mail.text).toContain('012345');
	expect(mail.html + mail.text).not.toContain('href');
});

test('the error report lists at most fifty addresses and says how many more there are', () => {
	const failures = Array.from({ length: 60 }, (_, index) => ({
		name: `Zoë ${index}`,
		contact: `zoe-${index}@bounce.example`,
		credential: 'First Aid',
		state: 'bounced' as const,
		code: '5.1.1'
	}));
	const mail = errorReportMail({
		id: '1',
		from,
		to: { email: 'admin@sheaf.example' },
		language: 'en',
		label: '',
		total: 400,
		failures,
		page: 'https://sheaf.example/batches/1'
	});
	expect(mail.subject).toBe('Error report: 60 of 400 mails failed in “(no label)”');
	expect(mail.text.match(/@bounce\.example/g)).toHaveLength(50);
	expect(mail.text).toContain('… and 10 more, in the batch.');
});

describe('headers', () => {
	test.each([
		['Sheaf <a@b.example>', { name: 'Sheaf', email: 'a@b.example' }],
		['"Harbour, Inc." <a@b.example>', { name: 'Harbour, Inc.', email: 'a@b.example' }],
		['a@b.example', { email: 'a@b.example' }]
	])('reads %s', (text, address) => expect(parseAddress(text)).toEqual(address));

	test('a name with a comma is quoted, one in another script encoded', () => {
		expect(encodeAddress({ name: 'Harbour, "Inc."', email: 'a@b.example' })).toBe(
			'"Harbour, \\"Inc.\\"" <a@b.example>'
		);
		expect(encodeAddress({ name: '急救', email: 'a@b.example' })).toBe('=?UTF-8?B?5oCl5pWR?= <a@b.example>');
	});

	test('a long header is folded into words of at most 75 characters, no character cut', () => {
		const lines = encodeHeader('急救'.repeat(60)).split('\r\n ');
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(75);
		const bytes = lines.map((line) => Buffer.from(line.slice(10, -2), 'base64').toString());
		expect(bytes.join('')).toBe('急救'.repeat(60));
	});

	test('a domain in another script is ASCII on the wire', () => {
		expect(mailboxOf('zoé@École.example')).toBe('zoé@xn--cole-9oa.example');
	});
});

describe('Cloudflare Email Service', () => {
	const mail = makeCredentialMail();
	const failing = (code?: string) => {
		const send = () => Promise.reject(Object.assign(new Error('no'), code ? { code } : {}));
		return cloudflareMailer({ send }).send([mail]);
	};

	test('names the mail that it took', async () => {
		const send = () => Promise.resolve({ messageId: 'cf-1' });
		expect(await cloudflareMailer({ send }).send([mail])).toEqual([
			{ state: 'sent', providerMessageId: 'cf-1' }
		]);
	});

	test.each([
		['E_RECIPIENT_SUPPRESSED', { state: 'refused', permanent: true }],
		['E_RATE_LIMIT_EXCEEDED', { state: 'refused', permanent: false }],
		['E_SENDER_NOT_VERIFIED', { state: 'refused', permanent: false }],
		['E_INTERNAL_SERVER_ERROR', { state: 'unknown' }],
		[undefined, { state: 'unknown' }]
	])('%s is %o', async (code, outcome) => expect(await failing(code)).toMatchObject([outcome]));
});
