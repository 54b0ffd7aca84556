import { wrap, type Remote } from 'comlink';
import type { IssuedSearch } from './search-issued.ts';

/** What it has read is kept for the next question for so long. */
const IDLE_MS = 60_000;

interface RunningThread {
	remote: Remote<IssuedSearch>;
	/** Rejects as soon as the thread is gone. */
	ended: Promise<never>;
	end: () => void;
}

let running: RunningThread | null = null;
let idle: ReturnType<typeof setTimeout> | undefined;
let underWay = 0;

/** The thread that reads what was issued: a hundred thousand credentials never come to the page. It ends when it is idle. */
export const mirrorThread: IssuedSearch = {
	searchRecipients: (...given) => call((remote) => remote.searchRecipients(...given)),
	searchRows: (...given) => call((remote) => remote.searchRows(...given)),
	listFailures: (...given) => call((remote) => remote.listFailures(...given))
};

/** null, as where the device knows nothing, when the thread ends under the question. */
async function call<T>(ask: (remote: Remote<IssuedSearch>) => Promise<T | null>): Promise<T | null> {
	clearTimeout(idle);
	const { remote, ended } = (running ??= start());
	underWay += 1;
	try {
		return await Promise.race([ask(remote), ended]);
	} catch (fault) {
		if (running) throw fault;
		return null;
	} finally {
		underWay -= 1;
		if (underWay === 0) idle = setTimeout(() => running?.end(), IDLE_MS);
	}
}

function start(): RunningThread {
	const worker = new Worker(new URL('./mirror.worker.ts', import.meta.url), {
		type: 'module',
		name: 'mirror'
	});
	let end!: () => void;
	const ended = new Promise<never>((_, reject) => {
		end = () => {
			worker.terminate();
			running = null;
			reject(new Error('The mirror thread has ended.'));
		};
	});
	ended.catch(() => {});
	worker.addEventListener('error', () => end());
	worker.addEventListener('messageerror', () => end());
	return { remote: wrap<IssuedSearch>(worker), ended, end };
}
