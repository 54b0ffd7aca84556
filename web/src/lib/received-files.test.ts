import { afterEach, expect, test } from 'vitest';
import {
	countReceivedFiles,
	forgetAllReceivedFiles,
	forgetReceivedFiles,
	keepSharedFiles,
	SHARE_FIELD,
	takeReceivedFiles
} from './received-files.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const HOUR = 60 * 60_000;

function share(...files: File[]): Request {
	const body = new FormData();
	for (const file of files) body.append(SHARE_FIELD, file);
	return new Request('/share', { method: 'POST', body });
}

afterEach(() => forgetAllReceivedFiles());

test('what was shared is handed over once, in its order, with its name and bytes', async () => {
	const bytes = new Uint8Array([0x50, 0x4b, 0, 0xff, 0x0d, 0x0a]);
	const names = ['Été « 2026 ».xlsx', '受講者.csv', 'a.ods'];
	const request = share(...names.map((name) => new File([bytes], name, { type: 'text/csv' })));
	expect(await keepSharedFiles(request, NOW)).toBe(3);

	const files = await takeReceivedFiles(NOW + HOUR);
	expect(files.map(({ name }) => name)).toEqual(names);
	expect(files[0]?.type).toBe('text/csv');
	expect(new Uint8Array(await files[0]!.arrayBuffer())).toEqual(bytes);
	expect(await takeReceivedFiles(NOW + HOUR)).toEqual([]);
});

test('two shares before the app is open arrive together', async () => {
	await keepSharedFiles(share(new File(['a'], 'a.csv')), NOW);
	await keepSharedFiles(share(new File(['b'], 'b.csv')), NOW + HOUR);
	expect((await takeReceivedFiles(NOW + HOUR)).map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
});

test('a share without a file keeps nothing', async () => {
	const body = new FormData();
	body.append(SHARE_FIELD, 'only words');
	body.append('other', new File(['a'], 'a.csv'));
	expect(await keepSharedFiles(new Request('/share', { method: 'POST', body }), NOW)).toBe(0);
	expect(await takeReceivedFiles(NOW)).toEqual([]);
});

test('what nobody fetched for a day is thrown away', async () => {
	await keepSharedFiles(share(new File(['a'], 'a.csv')), NOW);
	expect(await takeReceivedFiles(NOW + 25 * HOUR)).toEqual([]);
	expect(await takeReceivedFiles(NOW)).toEqual([]);
});

test('two tabs never both get a file', async () => {
	await keepSharedFiles(share(new File(['a'], 'a.csv'), new File(['b'], 'b.csv')), NOW);
	const [one, other] = await Promise.all([takeReceivedFiles(NOW), takeReceivedFiles(NOW)]);
	expect([...one!, ...other!].map(({ name }) => name).sort()).toEqual(['a.csv', 'b.csv']);
});

test('a file stays kept until a draft has it: a page that dies before leaves it to the next', async () => {
	await keepSharedFiles(share(new File(['a'], 'a.csv')), NOW);
	const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
	const lock = await new Promise<string>((answer) => {
		void caches.open('received-files').then(async (cache) => {
			const [request] = await cache.keys();
			answer(`sheaf-received-${request!.url}`);
		});
	});
	await new Promise<void>((has) => {
		void contentWindow!.navigator.locks.request(lock, () => {
			has();
			return new Promise(() => {});
		});
	});
	expect([await countReceivedFiles(), await takeReceivedFiles(NOW)]).toEqual([0, []]);
	contentWindow!.frameElement!.remove();
	await expect.poll(countReceivedFiles).toBe(1);
	const files = await takeReceivedFiles(NOW);
	expect(files.map(({ name }) => name)).toEqual(['a.csv']);
	await forgetReceivedFiles([...files, new File(['b'], 'never-received.csv')]);
	expect(await (await caches.open('received-files')).keys()).toEqual([]);
});
