import { expect, test } from 'vitest';
import { followLaunches } from './launched-files.ts';

/** A real handle, from the browser's private file system. */
async function makeHandle(name: string): Promise<FileSystemFileHandle> {
	const folder = await navigator.storage.getDirectory();
	const handle = await folder.getFileHandle(name, { create: true });
	const stream = await handle.createWritable();
	await stream.write('Name\nAda');
	await stream.close();
	return handle;
}

test('opened with a file, one that is gone, and a folder', async () => {
	const gone = await makeHandle('gone.csv');
	const folder = await navigator.storage.getDirectory();
	const here = await makeHandle('class.csv');
	await folder.removeEntry('gone.csv');
	const files = await new Promise<File[]>((resolve) =>
		followLaunches(resolve, { setConsumer: (consumer) => consumer({ files: [gone, folder, here] }) })
	);
	expect(files.map(({ name }) => name)).toEqual(['class.csv']);
	expect(await files[0]?.text()).toBe('Name\nAda');
});

test('opened otherwise, nothing is handed on', async () => {
	const told: File[][] = [];
	let consumed: unknown;
	followLaunches((files) => told.push(files), {
		setConsumer: (consumer) => (consumed = consumer({}))
	});
	await consumed;
	expect(told).toEqual([]);
});
