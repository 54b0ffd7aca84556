/** What a key asks for in the grid, besides moving. */
export type GridCommand =
	| 'close'
	| 'edit'
	| 'clear'
	| 'fill-down'
	| 'select-all'
	| 'select-rows'
	| 'select-columns'
	| 'press'
	| 'type';

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** null where the key means nothing here and is left to the browser. */
export function commandOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): GridCommand | null {
	if (altKey) return null;
	if (ctrlKey || metaKey) {
		const letter = key.toLowerCase();
		if (letter === 'a') return 'select-all';
		if (letter === 'd') return 'fill-down';
		return key === ' ' ? 'select-columns' : null;
	}
	if (key === ' ') return shiftKey ? 'select-rows' : 'press';
	if (key === 'Escape') return 'close';
	if (key === 'Enter' || key === 'F2') return 'edit';
	if (key === 'Delete' || key === 'Backspace') return 'clear';
	return key.length === 1 ? 'type' : null;
}

/** What can be done with whole rows. */
export type RowAct = 'add' | 'duplicate' | 'remove' | 'exclude' | 'include';
