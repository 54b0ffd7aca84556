import type { RunningThread } from './running-thread.ts';
import type { WorkbookThread } from './workbook-thread.ts';

/**
 * Has the thread do what may never end, such as reading a workbook again. A thread that was given up on is ended: it cannot
 * be asked to stop. What is stored of its draft is there when the next one opens it.
 */
export async function callInTime<T>(
	{ remote, ended, end }: RunningThread,
	limitMs: number,
	use: (remote: WorkbookThread) => Promise<T>
): Promise<T | 'took-too-long'> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<'took-too-long'>((resolve) => {
		timer = setTimeout(() => {
			resolve('took-too-long');
			end();
		}, limitMs);
	});
	try {
		return await Promise.race([use(remote as unknown as WorkbookThread), late, ended]);
	} finally {
		clearTimeout(timer);
	}
}
