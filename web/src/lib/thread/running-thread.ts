import { wrap, type Remote } from 'comlink';
import type { WorkbookThread } from './workbook-thread.ts';

/** A worker that runs, and how to call it without waiting for ever where it has ended. */
export interface RunningThread {
	remote: Remote<WorkbookThread>;
	/** Rejects as soon as the thread is gone; never resolves. */
	ended: Promise<never>;
	end: () => void;
}

/** `onEnd` is told once, whatever ended it. */
export function startThread(onEnd: () => void): RunningThread {
	const worker = new Worker(new URL('./workbook.worker.ts', import.meta.url), {
		type: 'module',
		name: 'workbook'
	});
	let end!: () => void;
	const ended = new Promise<never>((_, reject) => {
		end = () => {
			worker.terminate();
			onEnd();
			reject(new Error('The workbook thread has ended.'));
		};
	});
	// Whoever waits for a call hears of it through the race; with nobody waiting there is nobody to tell.
	ended.catch(() => {});
	// Out of memory, or a fault outside of any call: the thread may be in any state, and all that counts is stored.
	worker.addEventListener('error', () => end());
	worker.addEventListener('messageerror', () => end());
	return { remote: wrap<WorkbookThread>(worker), ended, end };
}
