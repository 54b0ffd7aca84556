import { readFailure } from '#shared/error-report/reason.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import type { Address, Mail } from './mailer.ts';
import * as sheet from './sheet.ts';
import { fill, wordsIn, type Language, type Words } from './words.ts';

/** More would make a mail that nobody reads; the batch has them all. */
const ROWS_SHOWN = 50;

export interface FailedMail {
	name: string;
	contact: string;
	credential: string;
	state: DeliveryState;
	code: string | null;
}

export interface ErrorReportMail {
	id: string;
	from: Address;
	to: Address;
	language: Language;
	label: string;
	/** Mails of the batch in all. */
	total: number;
	failures: FailedMail[];
	/** The batch's page in the app. */
	page: string;
}

/** Tells an admin which addresses of a batch failed and why. */
export function errorReportMail(mail: ErrorReportMail): Mail {
	const words = wordsIn(mail.language);
	const failures = mail.failures.length;
	const values = { failures, total: mail.total, label: mail.label || words.report_unlabelled };
	const body = failures === 1 ? words.report_body_one : words.report_body;
	const shown = mail.failures.slice(0, ROWS_SHOWN);
	const more = failures > ROWS_SHOWN ? [fill(words.report_more, { count: failures - ROWS_SHOWN })] : [];
	const subject = fill(words.report_subject, values, sheet.isolateText);
	return {
		id: mail.id,
		from: mail.from,
		to: mail.to,
		subject,
		language: mail.language,
		text: [
			fill(body, values, sheet.isolateText),
			...shown.map((failure) => writeRow(failure, words)),
			...more,
			`${words.report_button}:\n${mail.page}`,
			words.report_after
		].join('\n\n'),
		html: sheet.writeSheet({
			language: mail.language,
			title: subject,
			preheader: fill(body, values, sheet.isolateText),
			blocks: [
				sheet.serif(words.report_title, 28),
				sheet.paragraph(fill(body, values, sheet.isolate)),
				...shown.map((failure) => writeRowHtml(failure, words)),
				...more.map(sheet.quiet),
				sheet.button(mail.page, words.report_button)
			],
			footer: [words.report_after]
		})
	};
}

function reasonOf({ state, code }: FailedMail, words: Words): string {
	return words[`reason_${readFailure(state, code)}`];
}

function writeRow(failure: FailedMail, words: Words): string {
	const name = sheet.isolateText(failure.name);
	const credential = sheet.isolateText(failure.credential);
	return `  ${failure.contact} — ${name}, ${credential}\n  ${reasonOf(failure, words)}`;
}

function writeRowHtml(failure: FailedMail, words: Words): string {
	return `<div class="line ink" style="margin:0;padding:12px 0;border-top:1px solid #e4e1d8;color:#1b1d21"><strong style="word-break:break-all">${sheet.isolate(failure.contact)}</strong><br>${sheet.isolate(failure.name)}, ${sheet.isolate(failure.credential)}<br><span class="quiet" style="font-size:14px;color:#5c6068">${reasonOf(failure, words)}</span></div>`;
}
