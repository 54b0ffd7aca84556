import type { Address, Mail } from './mailer.ts';
import * as sheet from './sheet.ts';
import { fill, wordsIn, type Language } from './words.ts';

export interface CredentialMail {
	id: string;
	from: Address;
	to: string;
	language: Language;
	issuer: string;
	credential: string;
	recipient: string;
	/** RFC 3339, or null: it has no end. */
	validUntil: string | null;
	timeZone: string;
	/** The credential's public page. */
	page: string;
}

/** Tells a recipient of a credential. The sender's name is the organisation's; its page is the only link. */
export function credentialMail(mail: CredentialMail): Mail {
	const words = wordsIn(mail.language);
	const values = { issuer: mail.issuer, credential: mail.credential, name: mail.recipient };
	const line = (sentence: string) => fill(sentence, values, sheet.isolateText);
	const html = (sentence: string) => fill(sentence, values, sheet.isolate);
	const end =
		mail.validUntil && fill(words.credential_valid_until, { date: writeDay(mail.validUntil, mail) });
	const subject = line(words.credential_subject);
	return {
		id: mail.id,
		from: { name: mail.issuer, email: mail.from.email },
		to: { name: mail.recipient, email: mail.to },
		subject,
		language: mail.language,
		text: [
			line(words.credential_greeting),
			line(words.credential_body),
			[line('    {credential}'), ...(end ? [`    ${end}`] : [])].join('\n'),
			`${words.credential_button}:\n${mail.page}`,
			words.credential_after,
			`--\n${line(words.credential_why)} ${line(words.credential_not_you)}`
		].join('\n\n'),
		html: sheet.writeSheet({
			language: mail.language,
			title: subject,
			preheader: line(words.credential_preheader),
			blocks: [
				sheet.paragraph(html(words.credential_greeting)),
				sheet.paragraph(html(words.credential_body)),
				sheet.serif(sheet.isolate(mail.credential), 28),
				...(end ? [sheet.quiet(end)] : []),
				sheet.button(mail.page, words.credential_button),
				sheet.paragraph(words.credential_after),
				sheet.quiet(`${words.link_instead}<br>${sheet.address(mail.page)}`)
			],
			footer: [html(words.credential_why), html(words.credential_not_you)]
		})
	};
}

/** The day, in words, on which it ends where the organisation is. */
function writeDay(at: string, { language, timeZone }: CredentialMail): string {
	const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone }).format(new Date(at));
	// French counts the first day of a month and no other: "1er juin". Intl does not know.
	return language === 'fr' ? day.replace(/^1(?=\s)/, '1er') : day;
}
