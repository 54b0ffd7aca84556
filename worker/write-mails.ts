import type { ClaimedDelivery } from './db/claims.ts';
import type { RecordedEvent } from './db/delivery.ts';
import { readCredentialContents, readReportContent } from './db/mail-content.ts';
import type { Env } from './env.ts';
import { parseAddress } from './mail/address.ts';
import { credentialMail } from './mail/credential-mail.ts';
import { errorReportMail } from './mail/error-report-mail.ts';
import type { Mail } from './mail/mailer.ts';

export interface WrittenMails {
	mails: { delivery: ClaimedDelivery; mail: Mail }[];
	/** Of deliveries that are not to be mailed any more. */
	events: RecordedEvent[];
}

/** Writes the mails of claimed deliveries. A credential that was revoked before its mail went is not mailed. */
export async function writeMails(env: Env, claimed: ClaimedDelivery[], now: Date): Promise<WrittenMails> {
	const written: WrittenMails = { mails: [], events: [] };
	const credentials = claimed.filter(({ kind }) => kind === 'credential');
	const contents = await readCredentialContents(
		env.DB,
		credentials.map(({ id }) => id)
	);
	const byDelivery = new Map(contents.map((content) => [content.deliveryId, content]));
	for (const delivery of credentials) {
		const content = byDelivery.get(delivery.id);
		if (content?.state === 'issued') written.mails.push({ delivery, mail: write(env, delivery, content) });
		else written.events.push(dropped(delivery, content?.state ?? 'not-found', now));
	}
	for (const delivery of claimed.filter(({ kind }) => kind === 'error-report')) {
		const mail = await writeReport(env, delivery);
		if (mail) written.mails.push({ delivery, mail });
		else written.events.push(dropped(delivery, 'not-found', now));
	}
	return written;
}

type Content = Awaited<ReturnType<typeof readCredentialContents>>[number];

function write(env: Env, delivery: ClaimedDelivery, content: Content): Mail {
	return credentialMail({
		...content,
		id: delivery.id,
		from: parseAddress(env.MAIL_FROM),
		to: delivery.contact,
		recipient: `${content.firstName} ${content.lastName}`.trim(),
		page: `${env.ORIGIN}/credentials/${content.credentialId}`
	});
}

async function writeReport(env: Env, delivery: ClaimedDelivery): Promise<Mail | null> {
	const { batchId, reportSequence } = delivery;
	const content = await readReportContent(env.DB, { batchId, sequence: reportSequence ?? 0 });
	if (!content) return null;
	return errorReportMail({
		...content,
		id: delivery.id,
		from: { name: content.issuer, email: parseAddress(env.MAIL_FROM).email },
		to: { email: delivery.contact },
		failures: content.failures.map((row) => ({ ...row, name: `${row.firstName} ${row.lastName}`.trim() })),
		page: `${env.ORIGIN}/batches/${batchId}`
	});
}

function dropped(delivery: ClaimedDelivery, code: string, now: Date): RecordedEvent {
	return {
		key: `${delivery.id}/not-sent`,
		deliveryId: delivery.id,
		batchId: delivery.batchId,
		kind: 'failed',
		permanent: false,
		at: now.toISOString(),
		code,
		detail: null
	};
}
