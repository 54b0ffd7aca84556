import type { Env } from '../env.ts';
import { cloudflareMailer } from './cloudflare.ts';
import { smtpMailer } from './smtp.ts';

export interface Address {
	name?: string;
	email: string;
}

/** One mail to one address. `id` is the delivery's: it names the mail for the provider and comes back in its events. */
export interface Mail {
	id: string;
	from: Address;
	to: Address;
	replyTo?: Address;
	subject: string;
	text: string;
	html: string;
	language: string;
}

/**
 * What became of a mail when it was handed over. `refused`: it was not taken; `permanent` says that trying again is of no
 * use. `unknown`: it may have been taken, so it must not be sent again. `withheld`: the sender's own word kept it back.
 */
export type Outcome =
	| { state: 'sent'; providerMessageId: string }
	| { state: 'refused'; permanent: boolean; code: string; detail: string }
	| { state: 'unknown' }
	| { state: 'withheld' };

/** How a sender follows its mails, so that after a crash it knows which ones may have gone out. */
export interface SendingSteps {
	/** Asked right before the provider may take the mail; false withholds it. */
	onHandingOver(mail: Mail): Promise<boolean>;
	/** Told as soon as the outcome is known, and before the next mail over the same connection is handed over. */
	onOutcome(mail: Mail, outcome: Outcome): void;
}

/**
 * The port to a mail provider: one outcome for each mail, in order; it never throws for what a provider answers, only for
 * what `steps` throws. Over one connection, or in one row of calls, a mail's outcome is known before the next goes.
 */
export interface Mailer {
	send(mails: Mail[], steps?: SendingSteps): Promise<Outcome[]>;
}

/** For a mail that nobody follows, such as a sign-in code. */
export const UNFOLLOWED: SendingSteps = { onHandingOver: async () => true, onOutcome: () => {} };

declare global {
	namespace Cloudflare {
		interface Env {
			/** With MAILER `cloudflare`: the send_email binding. */
			EMAIL?: SendEmail;
			SMTP_HOST?: string;
			SMTP_PORT?: string;
			SMTP_USER?: string;
			SMTP_PASSWORD?: string;
			/** `tls` (465), `starttls` (587) or `off`; without it, `tls` on 465, otherwise `starttls` if the server offers it. */
			SMTP_SECURE?: string;
			/** Seconds before the second try of a mail that was put off; each further pause is four times as long. */
			DELIVERY_RETRY_SECONDS?: string;
			/** Of the signed delivery events: `whsec_…`. */
			DELIVERY_EVENT_SECRET?: string;
		}
	}
}

/** The mailer that this deployment chose. */
export function mailerOf(env: Env): Mailer {
	if (env.MAILER === 'smtp') return smtpMailer(env);
	if (env.MAILER === 'cloudflare' && env.EMAIL) return cloudflareMailer(env.EMAIL);
	throw new Error(`MAILER is "${env.MAILER}"; it must be smtp, or cloudflare with a binding named EMAIL`);
}
