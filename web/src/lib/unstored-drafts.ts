import { workbookThread } from './thread/open-thread.ts';

/** As often as the workbook thread itself tries to store them. */
const ASK_EVERY_MS = 3000;

let isAny = false;
let timer: ReturnType<typeof setInterval> | undefined;

/** A draft has changes for which the device has no space: from here on the workbook thread is asked until all are stored. */
export function noteUnstored(): void {
	isAny = true;
	timer ??= setInterval(() => void ask(), ASK_EVERY_MS);
}

/** Some draft's last changes are in this tab alone, whatever page it shows. */
export function hasUnstored(): boolean {
	return isAny;
}

async function ask(): Promise<void> {
	isAny = await workbookThread()
		.hasUnstored()
		.catch(() => isAny);
	if (isAny) return;
	clearInterval(timer);
	timer = undefined;
}
