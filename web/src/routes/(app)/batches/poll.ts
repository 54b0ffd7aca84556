/**
 * Runs `task` now and again after `pauseMs()` (null: not again by itself), only while the page is seen, and at once when
 * it is seen again. Answers how to end it.
 */
export function poll(task: () => Promise<void>, pauseMs: () => number | null): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isEnded = false;
	let isRunning = false;

	async function run() {
		clearTimeout(timer);
		if (isEnded || isRunning) return;
		isRunning = true;
		await task();
		isRunning = false;
		const pause = pauseMs();
		if (!isEnded && pause !== null && document.visibilityState === 'visible')
			timer = setTimeout(() => void run(), pause);
	}
	const seen = () => document.visibilityState === 'visible' && void run();
	const online = () => void run();
	document.addEventListener('visibilitychange', seen);
	addEventListener('online', online);
	void run();
	return () => {
		isEnded = true;
		clearTimeout(timer);
		document.removeEventListener('visibilitychange', seen);
		removeEventListener('online', online);
	};
}
