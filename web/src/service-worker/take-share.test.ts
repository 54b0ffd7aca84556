import { expect, test } from 'vitest';
import { SHARE_FIELD, takeReceivedFiles } from '#lib/received-files.ts';
import { SHARE_PATH, takeShare } from './take-share.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

test('a share is kept and leads to the page that opens it', async () => {
	const body = new FormData();
	body.append(SHARE_FIELD, new File(['Name\nAda'], 'class.csv'));
	const answer = await takeShare(new Request(SHARE_PATH, { method: 'POST', body }), NOW);
	expect([answer.status, answer.headers.get('location')]).toEqual([303, '/open']);
	const [file] = await takeReceivedFiles(NOW);
	expect([file?.name, await file?.text()]).toEqual(['class.csv', 'Name\nAda']);
});

test('what is no form leads there too, with nothing kept', async () => {
	const answer = await takeShare(new Request(SHARE_PATH, { method: 'POST', body: 'x' }), NOW);
	expect(answer.status).toBe(303);
	expect(await takeReceivedFiles(NOW)).toEqual([]);
});
