import { expect, test } from 'vitest';
import { CFB } from 'xlsx';
import { EXPECTED, fetchWorkbook, FILES } from './corpus-files.ts';
import type { Sound } from './damage.ts';
import type { FuzzReport, FuzzRequest } from './fuzz.worker.ts';

const DAMAGED = 10_000;
/** Threads side by side; the machines that run this have two cores. */
const THREADS = 2;
/** Larger ones tell no more and take longer. */
const MAX_SOUND_BYTES = 10_000;
/** A small file that takes so long hangs, even on a machine that does much else. */
const HANG_MS = 20_000;
const TEST_MS = 300_000;

async function makeSounds(): Promise<Sound[]> {
	const readable = FILES.filter((file) => EXPECTED[file]!.sheets && !EXPECTED[file]!.refused);
	const all = await Promise.all(readable.map(async (file) => ({ file, bytes: await fetchWorkbook(file) })));
	return all
		.filter(({ bytes }) => bytes.length <= MAX_SOUND_BYTES)
		.map(({ file, bytes }) => ({ file, bytes, parts: partsOf(bytes) }));
}

/** By SheetJS, so that what damages does not lean on what reads. */
function partsOf(bytes: Uint8Array): Sound['parts'] {
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
	const { FileIndex, FullPaths } = CFB.read(bytes, { type: 'array' });
	const files = FullPaths.map((path, i) => ({ path: path.replace(/^[^/]*\//, ''), entry: FileIndex[i]! }));
	return new Map(
		files
			.filter(({ path, entry }) => path !== '' && entry.type === 2)
			.map(({ path, entry }) => [path, Uint8Array.from(entry.content as number[])])
	);
}

/** Ends with what went wrong; a thread that says nothing for too long is ended, and the file at fault named. */
function runThread(
	request: FuzzRequest
): Promise<{ wrong: string[]; done: Extract<FuzzReport, { kind: 'done' }> | null }> {
	const worker = new Worker(new URL('./fuzz.worker.ts', import.meta.url), { type: 'module' });
	const wrong: string[] = [];
	let last = 'before the first file';
	return new Promise((resolve) => {
		const end = (done: Extract<FuzzReport, { kind: 'done' }> | null) => {
			clearTimeout(watch);
			worker.terminate();
			resolve({ wrong, done });
		};
		const hangs = () => {
			wrong.push(`hangs: ${last}`);
			end(null);
		};
		let watch = setTimeout(hangs, HANG_MS);
		worker.onerror = (event) => {
			wrong.push(`${last}: ${event.message}`);
			end(null);
		};
		worker.onmessage = ({ data }: MessageEvent<FuzzReport>) => {
			clearTimeout(watch);
			watch = setTimeout(hangs, HANG_MS);
			if (data.kind === 'done') end(data);
			else last = `seed ${data.seed}, ${data.file}, ${data.how}`;
			if (data.kind === 'wrong') wrong.push(`${last}: ${data.what}`);
		};
		worker.postMessage(request);
	});
}

test(`${DAMAGED} damaged files end in a message`, { timeout: TEST_MS }, async () => {
	const sounds = await makeSounds();
	expect(sounds.length).toBeGreaterThan(60);
	const share = DAMAGED / THREADS;
	const threads = await Promise.all(
		Array.from({ length: THREADS }, (_, i) => runThread({ sounds, from: i * share, to: (i + 1) * share }))
	);
	expect(threads.flatMap(({ wrong }) => wrong)).toEqual([]);
	const answered = threads.flatMap(({ done }) => Object.values(done!.answers));
	expect(answered.reduce((sum, count) => sum + count, 0)).toBe(DAMAGED);
	for (const { done } of threads) {
		expect(done!.answers['damaged']).toBeGreaterThan(share / 10);
		expect(done!.answers['read']).toBeGreaterThan(share / 20);
	}
});
