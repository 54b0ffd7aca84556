import type { Address, Mail } from './mailer.ts';
import * as sheet from './sheet.ts';
import { fill, wordsIn, type Language } from './words.ts';

export interface SignInMail {
	id: string;
	from: Address;
	to: string;
	language: Language;
	code: string;
	minutes: number;
}

/** Brings a sign-in code. There is no link in it: a code typed where one asked for it cannot be phished by a mail. */
export function signInMail({ id, from, to, language, code, minutes }: SignInMail): Mail {
	const words = wordsIn(language);
	const subject = fill(words.sign_in_subject, { code });
	const expires = fill(words.sign_in_expires, { minutes });
	return {
		id,
		from,
		to: { email: to },
		subject,
		language,
		text: [words.sign_in_body, `    ${code}`, expires, words.sign_in_not_you].join('\n\n'),
		html: sheet.writeSheet({
			language,
			title: subject,
			preheader: expires,
			blocks: [
				sheet.paragraph(words.sign_in_body),
				sheet.serif(`<span style="letter-spacing:4px">${sheet.escapeHtml(code)}</span>`, 36),
				sheet.quiet(expires)
			],
			footer: [words.sign_in_not_you]
		})
	};
}
