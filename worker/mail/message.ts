import { encodeAddress, encodeHeader, mailboxOf } from './address.ts';
import type { Mail } from './mailer.ts';

const LINE = 76;

/** The Message-ID of a mail, without its brackets: the delivery's id at the sender's domain, so that events lead back. */
export function messageIdOf(mail: Mail): string {
	return `${mail.id}@${mailboxOf(mail.from.email).split('@').pop()}`;
}

/** A mail as RFC 5322 writes it: text and HTML as alternatives, both in base64, every line short and ending in CRLF. */
export function writeMessage(mail: Mail, now: Date): string {
	const boundary = `sheaf-${mail.id}`;
	return [
		`From: ${encodeAddress(mail.from)}`,
		`To: ${encodeAddress(mail.to)}`,
		...(mail.replyTo ? [`Reply-To: ${encodeAddress(mail.replyTo)}`] : []),
		`Subject: ${encodeHeader(mail.subject)}`,
		`Date: ${now.toUTCString().replace('GMT', '+0000')}`,
		`Message-ID: <${messageIdOf(mail)}>`,
		`Content-Language: ${mail.language}`,
		// Holiday notes are not answers: RFC 3834.
		'Auto-Submitted: auto-generated',
		'MIME-Version: 1.0',
		`Content-Type: multipart/alternative; boundary="${boundary}"`,
		'',
		...writePart(boundary, 'text/plain', mail.text),
		...writePart(boundary, 'text/html', mail.html),
		`--${boundary}--`,
		''
	].join('\r\n');
}

function writePart(boundary: string, type: string, content: string): string[] {
	const encoded = Buffer.from(content.replace(/\r?\n/g, '\r\n')).toString('base64');
	return [
		`--${boundary}`,
		`Content-Type: ${type}; charset=utf-8`,
		'Content-Transfer-Encoding: base64',
		'',
		...(encoded.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [])
	];
}
