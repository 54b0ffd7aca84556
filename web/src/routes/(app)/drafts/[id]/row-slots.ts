/** An element of the page for a row, and the row's position that it shows now. */
export interface RowSlot {
	id: number;
	position: number;
}

/**
 * Which element shows which row: what stays on the page keeps its element, and what comes takes one that has become free.
 * Making elements anew costs several times as much as writing other texts into them.
 */
export function reuseSlots(before: readonly RowSlot[], positions: readonly number[]): RowSlot[] {
	const coming = new Set(positions);
	for (const { position } of before) coming.delete(position);
	const wanted = new Set(positions);
	const waiting = coming.values();
	const slots: RowSlot[] = [];
	for (const slot of before) {
		if (wanted.has(slot.position)) {
			slots.push(slot);
			continue;
		}
		const next = waiting.next();
		if (!next.done) slots.push({ id: slot.id, position: next.value });
	}
	let id = before.reduce((highest, slot) => Math.max(highest, slot.id), -1);
	for (const position of waiting) slots.push({ id: ++id, position });
	return slots;
}

/**
 * The same rows with their elements in the rows' order, as a screen reader goes through them; only the one with the focus keeps
 * its element.
 */
export function orderSlots(slots: readonly RowSlot[], focused: number): RowSlot[] {
	const others = slots.filter(({ position }) => position !== focused);
	const positions = others.map(({ position }) => position).sort((a, b) => a - b);
	const placed = new Map(others.map(({ id }, index) => [id, positions[index]!]));
	return slots.map((slot) => {
		const position = placed.get(slot.id) ?? slot.position;
		return position === slot.position ? slot : { id: slot.id, position };
	});
}
