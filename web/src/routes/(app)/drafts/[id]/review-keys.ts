/** What a key asks for anywhere in the review; null: nothing. */
export type ReviewCommand = 'undo' | 'redo' | 'find' | 'replace';

export function reviewCommandOf(event: KeyboardEvent): ReviewCommand | null {
	if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
	const key = event.key.toLowerCase();
	if (key === 'f' && !event.shiftKey) return 'find';
	if (key === 'h' && !event.shiftKey) return 'replace';
	// A text that is being written has its own undo.
	if ((event.target as Element).matches('input:not([type=checkbox]), textarea, select')) return null;
	if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
	return key === 'y' ? 'redo' : null;
}
