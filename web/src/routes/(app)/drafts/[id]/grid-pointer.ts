import { isFocusedCell, placeOf } from './cell-of-target.ts';
import type { GridControl } from './grid-control.svelte.ts';
import type { GridDrag } from './grid-drag.ts';
import { FIRST_EDITABLE } from './grid-layout.ts';

/** What the mouse, a finger and the focus mean to the grid. */
export class GridPointer {
	#control: GridControl;
	#drag: GridDrag;
	/** A tap spreads the selection to where it falls. */
	#isSpreading: () => boolean;
	/** The cell had the focus before it was pressed, so this press means its text. */
	#isPressedAgain = false;

	constructor(control: GridControl, drag: GridDrag, isSpreading: () => boolean) {
		this.#control = control;
		this.#drag = drag;
		this.#isSpreading = isSpreading;
	}

	press = (event: PointerEvent) => {
		this.#isPressedAgain = this.#control.selection.isSingle && isFocusedCell(event.target);
	};

	pressMouse = (event: MouseEvent) => {
		const control = this.#control;
		const place = control.editing ? null : placeOf(event.target);
		if (!place) return;
		const spreads = event.shiftKey || this.#isSpreading();
		// The focus stays, and with it the selection.
		if (spreads || (event.button === 2 && control.selection.includes(place))) event.preventDefault();
		if (event.button !== 0) return;
		if (spreads) control.spreadTo(place);
		else this.#drag.begin(place);
	};

	click = (event: MouseEvent) => {
		const control = this.#control;
		const { selection } = control;
		const place = placeOf(event.target);
		if (!place || control.editing || event.shiftKey || this.#isSpreading() || this.#drag.hasMoved) return;
		const isInclusion = (event.target as Element).matches('[data-include]');
		if (isInclusion && selection.rowCount > 1 && selection.includes(place))
			return void control.focusOn(place, 'keep').then(() => control.toggleExcluded());
		if (this.#isPressedAgain && place.column >= FIRST_EDITABLE) return control.beginEditing(null, true);
		void control.focusOn(place);
		if (place.column === 0) selection.spreadOverRows(control.size, place.row, place.row);
		if (isInclusion) control.toggleExcluded();
	};

	/** Keys mean the cell that has the focus, however it came there. */
	focus = (event: FocusEvent) => {
		const { editing, selection, opened } = this.#control;
		const place = editing ? null : placeOf(event.target);
		if (!place || (place.row === selection.active.row && place.column === selection.active.column)) return;
		selection.moveTo(place);
		opened.open(place);
	};

	hover = (event: PointerEvent) => {
		// A finger's tap focuses the cell, which opens its message anyway.
		const place = event.pointerType === 'mouse' && !event.buttons ? placeOf(event.target) : null;
		if (place && !this.#control.editing) this.#control.opened.hover(place);
	};
}
