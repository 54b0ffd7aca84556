/** Whether a write failed because the device is full. Dexie hands the browser's error on, or wraps it as a transaction's end. */
export function isNoSpace(fault: unknown): boolean {
	if (!(fault instanceof Error)) return false;
	const inner = (fault as { inner?: unknown }).inner;
	return fault.name === 'QuotaExceededError' || (inner !== undefined && isNoSpace(inner));
}
