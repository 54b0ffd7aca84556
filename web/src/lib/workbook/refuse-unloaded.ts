import type { WorkbookRefusal } from '../drafts/draft.ts';

/**
 * What reads a rarer kind of workbook is loaded when the first one comes. Of a copy that was updated meanwhile, and on no
 * service worker yet, it may be gone: that is no fault of the workbook, nor of the device.
 */
export function refuseUnloaded(error: unknown): Omit<WorkbookRefusal, 'name'> {
	if (error instanceof TypeError && /\bmodule\b/i.test(error.message))
		return { code: 'not-loaded', params: {} };
	throw error;
}
