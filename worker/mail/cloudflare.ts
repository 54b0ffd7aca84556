import { oneLine } from './address.ts';
import type { Mail, Mailer, Outcome } from './mailer.ts';

/** The service sends one mail a call; so many calls run at once. */
const AT_ONCE = 6;

/** What the service answers when it may have taken the mail before it broke. */
const UNCERTAIN = new Set(['E_DELIVERY_FAILED', 'E_INTERNAL_SERVER_ERROR']);

/** Cloudflare Email Service through its binding. Bounces come later, by event subscription into the queue. */
export function cloudflareMailer(binding: Pick<SendEmail, 'send'>): Mailer {
	return {
		async send(mails) {
			const outcomes: Outcome[] = [];
			for (let start = 0; start < mails.length; start += AT_ONCE) {
				const part = mails.slice(start, start + AT_ONCE);
				outcomes.push(...(await Promise.all(part.map((mail) => sendOne(binding, mail)))));
			}
			return outcomes;
		}
	};
}

async function sendOne(binding: Pick<SendEmail, 'send'>, mail: Mail): Promise<Outcome> {
	try {
		const { messageId } = await binding.send({
			from: { name: oneLine(mail.from.name ?? ''), email: mail.from.email },
			to: mail.to.email,
			...(mail.replyTo ? { replyTo: mail.replyTo.email } : {}),
			subject: oneLine(mail.subject),
			text: mail.text,
			html: mail.html,
			headers: { 'Content-Language': mail.language, 'Auto-Submitted': 'auto-generated' }
		});
		return { state: 'sent', providerMessageId: messageId };
	} catch (error) {
		const code = (error as { code?: unknown }).code;
		// Without a code of the service's own the call itself broke, and nobody knows how far it got.
		if (typeof code !== 'string' || !code.startsWith('E_') || UNCERTAIN.has(code))
			return { state: 'unknown' };
		const detail = error instanceof Error ? error.message.slice(0, 500) : '';
		// Only a suppressed address is at fault itself; limits and set-up may be put right before the next try.
		return { state: 'refused', permanent: code === 'E_RECIPIENT_SUPPRESSED', code, detail };
	}
}
