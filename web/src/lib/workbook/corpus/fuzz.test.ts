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
const HANG_MS = 10_000;
const TEST_MS = 300_000;
/** In a ZIP, a size that stands elsewhere, in 64 bits. */
const NONE_32 = 0xffffffff;

/** What SheetJS makes of a ZIP; it has no types for it. */
interface Container {
	FileIndex: { type: number; content: ArrayLike<number> }[];
	FullPaths: string[];
}

async function makeSounds(): Promise<Sound[]> {
	const readable = FILES.filter((file) => EXPECTED[file]!.sheets && !EXPECTED[file]!.refused);
	const all = await Promise.all(readable.map(async (file) => ({ file, bytes: await fetchWorkbook(file) })));
	return all
		.filter(({ bytes }) => bytes.length <= MAX_SOUND_BYTES)
		.map(({ file, bytes }) => ({ file, bytes, parts: partsOf(bytes) }));
}

/** By SheetJS, so that what damages does not lean on what reads; without any where it reads no 64-bit sizes. */
function partsOf(bytes: Uint8Array): Sound['parts'] {
	if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return null;
	if (new DataView(bytes.buffer).getUint32(18, true) === NONE_32) return new Map();
	const { FileIndex, FullPaths } = CFB.read(bytes, { type: 'array' }) as Container;
	const files = FullPaths.map((path, i) => ({ path: path.replace(/^[^/]*\//, ''), entry: FileIndex[i]! }));
	return new Map(
		files
			.filter(({ path, entry }) => path !== '' && entry.type === 2)
			.map(({ path, entry }) => [path, Uint8Array.from(entry.content)])
	);
}

type Done = Extract<FuzzReport, { kind: 'done' }>;

interface Thread {
	wrong: string[];
	/** How many ended in which answer. */
	answers: Record<string, number>;
}

/** Reads a share of the damaged files. A thread that says nothing for too long is ended, the file at fault named, and the rest read. */
async function readShare(sounds: Sound[], from: number, to: number): Promise<Thread> {
	const thread: Thread = { wrong: [], answers: {} };
	for (let at = from; at < to;) at = (await runThread({ sounds, from: at, to }, thread)) + 1;
	return thread;
}

/** Answers with the last seed that it came to. */
function runThread(request: FuzzRequest, thread: Thread): Promise<number> {
	const worker = new Worker(new URL('./fuzz.worker.ts', import.meta.url), { type: 'module' });
	let last = { seed: request.from, file: '', how: 'at the start' };
	const name = () => `seed ${last.seed}, ${last.file}, ${last.how}`;
	return new Promise((resolve) => {
		const end = (seed: number, done?: Done) => {
			clearTimeout(watch);
			worker.terminate();
			for (const [code, count] of Object.entries(done?.answers ?? {}))
				thread.answers[code] = (thread.answers[code] ?? 0) + count;
			resolve(seed);
		};
		const fail = (what: string) => {
			thread.wrong.push(`${name()}: ${what}`);
			end(last.seed);
		};
		const hangs = () => fail('hangs');
		let watch = setTimeout(hangs, HANG_MS);
		worker.onerror = (event) => fail(event.message);
		worker.onmessage = ({ data }: MessageEvent<FuzzReport>) => {
			clearTimeout(watch);
			watch = setTimeout(hangs, HANG_MS);
			if (data.kind === 'done') return end(request.to, data);
			last = data;
			if (data.kind === 'wrong') thread.wrong.push(`${name()}: ${data.what}`);
		};
		worker.postMessage(request);
	});
}

test(`${DAMAGED} damaged files end in a message`, { timeout: TEST_MS }, async () => {
	const sounds = await makeSounds();
	expect(sounds.length).toBeGreaterThan(60);
	const share = DAMAGED / THREADS;
	const threads = await Promise.all(
		Array.from({ length: THREADS }, (_, i) => readShare(sounds, i * share, (i + 1) * share))
	);
	expect(threads.flatMap(({ wrong }) => wrong)).toEqual([]);
	for (const { answers } of threads) {
		expect(Object.values(answers).reduce((sum, count) => sum + count, 0)).toBe(share);
		expect(answers['damaged']).toBeGreaterThan(share / 10);
		expect(answers['read']).toBeGreaterThan(share / 20);
	}
});
