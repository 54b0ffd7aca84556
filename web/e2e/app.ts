import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';

export const ADMIN = 'admin@harbour-skills.example';

export const MAILBOX = `http://localhost:${process.env.MAILBOX_PORT}`;

export interface ReceivedMail {
	id: string;
	to: string[];
	subject: string;
	text: string;
	html: string;
}

/** The path of a workbook of the fixtures. */
export function workbook(name: string): string {
	return fileURLToPath(new URL(`../../shared/fixtures/${name}`, import.meta.url));
}

/** The mails that the local mailbox holds, newest first; those to one address when it is named. */
export async function readMails(to?: string): Promise<ReceivedMail[]> {
	const answer = await fetch(`${MAILBOX}/mails.json${to ? `?to=${encodeURIComponent(to)}` : ''}`);
	return (await answer.json()) as ReceivedMail[];
}

/** Waits until the mailbox holds `count` mails whose subject matches. */
export async function waitForMails(
	subject: RegExp,
	count: number,
	timeout = 60_000
): Promise<ReceivedMail[]> {
	let found: ReceivedMail[] = [];
	await expect
		.poll(
			async () => {
				found = (await readMails()).filter((mail) => subject.test(mail.subject));
				return found.length;
			},
			{ timeout }
		)
		.toBe(count);
	return found;
}

/** Signs in by the code from the mailbox, as a person does. */
export async function signIn(page: Page, email = ADMIN): Promise<void> {
	const before = (await readMails(email)).length;
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(email);
	await page.getByRole('button', { name: 'Send me a code' }).click();
	await expect.poll(async () => (await readMails(email)).length).toBeGreaterThan(before);
	const [mail] = await readMails(email);
	const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
	await page.getByLabel('Code').fill(code);
	await expect(page.getByRole('heading', { name: 'Credential Catalog' })).toBeVisible();
}
