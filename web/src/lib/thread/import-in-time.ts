import { proxy } from 'comlink';
import type { ImportProgress } from '../drafts/draft.ts';
import type { RunningThread } from './running-thread.ts';
import type { WorkbookThread } from './workbook-thread.ts';

export interface ImportLimits {
	/** So long an import may go without any progress. */
	importMs: number;
	/** So long a cancelled import may take to notice. */
	cancelMs: number;
	/** So long reading a workbook again, looking into it or writing one may take. */
	callMs?: number;
}

type ImportArguments = Parameters<WorkbookThread['importWorkbooks']>;
type Imported = Awaited<ReturnType<WorkbookThread['importWorkbooks']>>;

/**
 * Imports, or gives up. A thread that was given up on is ended: it cannot be asked to stop while it reads.
 * `whenCancelled` is handed what cancels this import.
 */
export function importInTime(
	{ remote, ended, end }: RunningThread,
	[draft, files, catalog, settings, onProgress]: ImportArguments,
	{ importMs, cancelMs, whenCancelled }: ImportLimits & { whenCancelled: (cancel: () => void) => void }
): Promise<Imported | 'took-too-long' | 'cancelled' | 'reading-ended'> {
	return new Promise((resolve, reject) => {
		let timer: ReturnType<typeof setTimeout>;
		let isOver = false;
		const giveUpAfter = (ms: number, code: 'took-too-long' | 'cancelled') => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				isOver = true;
				resolve(code);
				end();
			}, ms);
		};
		let isCancelled = false;
		whenCancelled(() => {
			if (isOver || isCancelled) return;
			isCancelled = true;
			giveUpAfter(cancelMs, 'cancelled');
			void remote.cancelImport();
		});
		const report = proxy((progress: ImportProgress) => {
			if (isOver) return;
			if (!isCancelled) giveUpAfter(importMs, 'took-too-long');
			onProgress(progress);
		});
		giveUpAfter(importMs, 'took-too-long');
		const hasEnded = ended.catch(() => 'reading-ended' as const);
		Promise.race([remote.importWorkbooks(draft, files, catalog, settings, report), hasEnded])
			.then(resolve, reject)
			.finally(() => {
				isOver = true;
				clearTimeout(timer);
			});
	});
}
