import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

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

/** Signs in with the one click that only a local start offers. */
export async function useDemo(page: Page): Promise<void> {
	await page.goto('/sign-in');
	await page.getByRole('button', { name: 'Use the demo' }).click();
	await expect(page.getByRole('heading', { name: 'Credential Catalog' })).toBeVisible();
}

/** Drops workbooks of the fixtures, or files made by the test, into a new draft. */
export async function dropIntoNewDraft(
	page: Page,
	files: Parameters<Locator['setInputFiles']>[0]
): Promise<void> {
	await page.goto('/drafts/new');
	await page.locator('input[type=file]').setInputFiles(files);
}

/** Labels the draft on the page, issues it and confirms. */
export async function issueDraft(page: Page, label: string): Promise<void> {
	await page.getByLabel('Batch Label').fill(label);
	await page.getByRole('button', { name: 'Issue Multiple Credentials' }).click();
	await page
		.getByRole('dialog')
		.or(page.getByRole('alertdialog'))
		.getByRole('button', { name: /^Issue/ })
		.click();
	await expect(page.getByRole('button', { name: 'Take back' })).toBeVisible();
}

/** Ends the hold of the batch on the page. */
export async function sendNow(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Send now' }).click();
	await page
		.getByRole('dialog')
		.getByRole('button', { name: /^Send \d+ mails?$/ })
		.click();
}
