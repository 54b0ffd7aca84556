import { oneLine } from './address.ts';
import { UNFOLLOWED, type Mail, type Mailer, type Outcome, type SendingSteps } from './mailer.ts';

/** The service sends one mail a call; so many rows of calls run side by side, each call after the one before it. */
const ROWS = 6;

/** What the service answers when it may have taken the mail before it broke. */
const UNCERTAIN = new Set(['E_DELIVERY_FAILED', 'E_INTERNAL_SERVER_ERROR']);

/** Cloudflare Email Service through its binding. Bounces come later, by event subscription into the queue. */
export function cloudflareMailer(binding: Binding): Mailer {
	return {
		async send(mails, steps = UNFOLLOWED) {
			const outcomes: Outcome[] = [];
			const waiting = mails.entries();
			const rows = Array.from({ length: ROWS }, async () => {
				// One iterator for all rows: each takes the next mail that nobody has.
				for (const [index, mail] of waiting) outcomes[index] = await followOne(binding, mail, steps);
			});
			const ends = await Promise.allSettled(rows);
			for (const end of ends) if (end.status === 'rejected') throw end.reason;
			return outcomes;
		}
	};
}

type Binding = Pick<SendEmail, 'send'>;

async function followOne(binding: Binding, mail: Mail, steps: SendingSteps): Promise<Outcome> {
	const isOurs = await steps.onHandingOver(mail);
	const outcome: Outcome = isOurs ? await sendOne(binding, mail) : { state: 'withheld' };
	steps.onOutcome(mail, outcome);
	return outcome;
}

async function sendOne(binding: Binding, mail: Mail): Promise<Outcome> {
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
