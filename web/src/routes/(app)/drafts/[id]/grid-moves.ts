/** A cell of the grid: the row's position among those that pass the filter, and the column from the left, both from 0. */
export interface GridPlace {
	row: number;
	column: number;
}

export interface GridSize {
	rows: number;
	columns: number;
	/** Rows that are seen at once. */
	page: number;
}

/** Where a key leads from `place`, or null where the key does not move. */
export function moveInGrid(
	place: GridPlace,
	key: { key: string; ctrlKey: boolean; metaKey: boolean },
	size: GridSize
): GridPlace | null {
	const far = key.ctrlKey || key.metaKey;
	const { row, column } = place;
	const lastRow = size.rows - 1;
	const lastColumn = size.columns - 1;
	switch (key.key) {
		case 'ArrowUp':
			return within({ row: far ? 0 : row - 1, column }, size);
		case 'ArrowDown':
			return within({ row: far ? lastRow : row + 1, column }, size);
		case 'ArrowLeft':
			return within({ row, column: far ? 0 : column - 1 }, size);
		case 'ArrowRight':
			return within({ row, column: far ? lastColumn : column + 1 }, size);
		case 'Home':
			return within({ row: far ? 0 : row, column: 0 }, size);
		case 'End':
			return within({ row: far ? lastRow : row, column: lastColumn }, size);
		case 'PageUp':
			return within({ row: row - size.page, column }, size);
		case 'PageDown':
			return within({ row: row + size.page, column }, size);
		default:
			return null;
	}
}

/** The cell that Tab leads to while editing: the next one, at a row's end the next row's first editable one. */
function tabInGrid(place: GridPlace, back: boolean, size: GridSize, firstEditable: number): GridPlace {
	const column = place.column + (back ? -1 : 1);
	if (column < firstEditable) return within({ row: place.row - 1, column: size.columns - 1 }, size);
	if (column >= size.columns) return within({ row: place.row + 1, column: firstEditable }, size);
	return within({ row: place.row, column }, size);
}

/** How an edit ends: with Enter, with Tab, in its place, or because the focus has gone elsewhere already. */
export type EditEnd = 'down' | 'forward' | 'back' | 'stay' | 'leave';

/** The cell that has the focus after an edit; null where the focus is left alone. */
export function leaveEdit(
	place: GridPlace,
	end: EditEnd,
	{ size, firstEditable }: { size: GridSize; firstEditable: number }
): GridPlace | null {
	if (end === 'leave') return null;
	if (end === 'stay') return place;
	if (end === 'down') return within({ row: place.row + 1, column: place.column }, size);
	return tabInGrid(place, end === 'back', size, firstEditable);
}

function within(place: GridPlace, size: GridSize): GridPlace {
	return {
		row: Math.max(0, Math.min(size.rows - 1, place.row)),
		column: Math.max(0, Math.min(size.columns - 1, place.column))
	};
}
