import { expect, test } from 'vitest';
import { isForTheServer, isPrecached } from './precache.ts';

test.for([
	['/api/v1/session', true],
	['/orgs/harbour-skills/did.json', true],
	['/images/abc.png', true],
	['/credentials/0b9f.json', true],
	['/credentials/0b9f.json?download', true],
	['/credentials/0b9f', false],
	['/catalog', false],
	['/organisation', false],
	['/verify', false]
] as const)('%s is for the server: %s', ([path, is]) => {
	expect(isForTheServer.test(path)).toBe(is);
});

test.for([
	['/_app/immutable/assets/source-sans-3-latin-wght-normal.abc.woff2', true],
	['/_app/immutable/assets/source-sans-3-latin-ext-wght-normal.abc.woff2', true],
	['/_app/immutable/assets/source-sans-3-greek-wght-normal.abc.woff2', false],
	['/_app/immutable/workers/workbook.worker-abc.js', true],
	['/manifest.webmanifest', true],
	['/_headers', false],
	['/_redirects', false],
	['_redirects', false],
	['/screenshots/catalog-wide.png', false]
] as const)('%s is precached: %s', ([path, is]) => {
	expect(isPrecached(path)).toBe(is);
});
