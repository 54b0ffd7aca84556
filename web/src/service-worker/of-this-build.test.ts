import { expect, test } from 'vitest';
import { keepOfThisBuild } from './of-this-build.ts';

const { cacheWillUpdate } = keepOfThisBuild('/', [
	'/_app/immutable/entry/start.A1.js',
	'/_app/immutable/a.css'
]);
const SHELL =
	'<link href="/_app/immutable/a.css"><script>import("/_app/immutable/entry/start.A1.js")</script>';

async function isKept(path: string, type: string, body = 'x', status = 200): Promise<boolean> {
	const response = new Response(body, { status, headers: { 'Content-Type': type } });
	const request = new Request(`https://app.example${path}`);
	return (await cacheWillUpdate({ request, response })) === response;
}

test.for([
	['/_app/immutable/entry/start.A1.js', 'text/javascript', true],
	['/_app/immutable/entry/start.A1.js', 'application/javascript; charset=utf-8', true],
	['/_app/immutable/entry/start.A1.js', 'text/html; charset=utf-8', false],
	['/_app/immutable/entry/start.A1.js', 'text/plain', false],
	['/_app/immutable/a.css', 'text/css', true],
	['/_app/immutable/a.css', 'text/html', false],
	['/icons/192.png', 'image/png', true],
	['/manifest.webmanifest', 'application/manifest+json', true],
	['/manifest.webmanifest', 'text/html', false]
] as const)('%s as %s is kept: %s', async ([path, type, is]) => {
	expect(await isKept(path, type)).toBe(is);
	expect(await isKept(path, type, 'x', 404)).toBe(false);
});

test('the shell is kept only where it starts this build', async () => {
	expect(await isKept('/', 'text/html', SHELL)).toBe(true);
	expect(await isKept('/', 'text/html', SHELL, 503)).toBe(false);
	expect(await isKept('/', 'text/html', '<h1>Welcome to the hotel’s network</h1>')).toBe(false);
	expect(await isKept('/', 'text/html', SHELL.replace('A1', 'B2'))).toBe(false);
	expect(await isKept('/', 'text/javascript', SHELL)).toBe(false);
});
