import {
	createServer,
	request as ask,
	type IncomingMessage,
	type Server,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { dropIntoNewDraft, useDemo } from './app.ts';

const APP = new URL(`http://localhost:${process.env.PORT}`);
const WORKBOOK = {
	name: 'kept.csv',
	mimeType: 'text/csv',
	buffer: Buffer.from(
		'ID,First Name,Last Name,Contact,Expiration Date/Duration,Hours\nV8XM-94PV,Synnove,Wave,synnove@example.org,never,6'
	)
};

/** What lies between the device and the server: nothing, a network's own sign-in page, or a server with a newer build. */
let between: 'nothing' | 'portal' | 'newer' = 'nothing';
let server: Server;
let origin: string;

test.beforeAll(async () => {
	server = createServer((asked, answer) => void pass(asked, answer));
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});

test.afterAll(() => {
	server.closeAllConnections();
	server.close();
});

async function pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
	const path = asked.url ?? '/';
	if (between !== 'nothing' && path === '/service-worker.js') {
		const { version } = (await (await fetch(new URL('/_app/version.json', APP))).json()) as {
			version: string;
		};
		const script = await (await fetch(new URL(path, APP))).text();
		return send(answer, 'text/javascript', script.replaceAll(version, `${version}-${between}`));
	}
	if (between === 'portal') return send(answer, 'text/html', '<h1>Welcome to the hotel</h1>');
	if (between === 'newer' && path.split('?')[0] === '/') {
		const shell = await (await fetch(APP)).text();
		return send(answer, 'text/html', shell.replace('<html', '<html data-build="newer"'));
	}
	const headers = { ...asked.headers, host: APP.host, ...(asked.headers.origin && { origin: APP.origin }) };
	const onward = ask(new URL(path, APP), { method: asked.method, headers }, (came) => {
		answer.writeHead(came.statusCode ?? 502, came.headers);
		came.pipe(answer);
	});
	onward.on('error', () => answer.destroy());
	asked.pipe(onward);
}

function send(answer: ServerResponse, type: string, body: string): void {
	answer.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(body);
}

/** Whether a newer copy came as far as being offered. */
function lookForUpdate(page: Page): Promise<boolean> {
	return page.evaluate(async () => {
		const registration = await navigator.serviceWorker.ready;
		await registration.update();
		const newer = registration.installing ?? registration.waiting;
		if (newer?.state === 'installing')
			await new Promise((resolve) => newer.addEventListener('statechange', resolve, { once: true }));
		return newer?.state === 'installed';
	});
}

const build = (page: Page) => page.locator('html').getAttribute('data-build');

test('a new version is offered, never forced, taken in every page, and nothing of the network’s own pages', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: origin });
	const page = await context.newPage();
	await useDemo(page);
	await page.evaluate(() => navigator.serviceWorker.ready);
	await dropIntoNewDraft(page, WORKBOOK);
	await expect(page.getByText('1 ready').first()).toBeVisible();
	const other = await context.newPage();
	await other.goto('/catalog');
	await expect(other.getByRole('heading', { name: 'Credential Catalog' })).toBeVisible();
	const offer = page.getByText('A new version of Sheaf is ready');

	between = 'portal';
	expect(await lookForUpdate(page)).toBe(false);
	await page.reload();
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await expect(offer).toHaveCount(0);

	between = 'newer';
	expect(await lookForUpdate(page)).toBe(true);
	await expect(offer).toBeVisible();
	await page.getByRole('button', { name: 'Later' }).click();
	await page.reload();
	await expect(page.getByText('1 ready').first()).toBeVisible();
	expect(await build(page)).toBeNull();

	await page.getByRole('button', { name: 'Use it now' }).click();
	await expect.poll(() => build(page).catch(() => null)).toBe('newer');
	await expect(page.getByText('1 ready').first()).toBeVisible();
	// The other page goes on as it is, and is told.
	expect(await build(other)).toBeNull();
	await expect(other.getByText('A new version of Sheaf is ready')).toBeVisible();
	await other.getByRole('button', { name: 'Use it now' }).click();
	await expect.poll(() => build(other).catch(() => null)).toBe('newer');

	await context.setOffline(true);
	await page.reload();
	await expect(page.getByText('1 ready').first()).toBeVisible();
	await context.close();
});
