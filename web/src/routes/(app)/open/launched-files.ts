/** Not in TypeScript's own types yet: https://wicg.github.io/web-app-launch/ */
export interface LaunchQueue {
	setConsumer(consumer: (params: { files?: readonly FileSystemHandle[] }) => void): void;
}

/** Hands on the files with which the system opened the app ("open with"), however late it tells them. */
export function followLaunches(
	onfiles: (files: File[]) => void,
	queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue
): void {
	queue?.setConsumer(async ({ files = [] }) => {
		const read = (await Promise.all(files.map(readHandle))).filter((file) => file !== null);
		if (read.length) onfiles(read);
	});
}

/** A folder is no workbook, and a file may be gone or forbidden since. */
async function readHandle(handle: FileSystemHandle): Promise<File | null> {
	if (handle.kind !== 'file') return null;
	return await (handle as FileSystemFileHandle).getFile().catch(() => null);
}
