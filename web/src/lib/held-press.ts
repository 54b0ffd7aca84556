/**
 * What would move the page waits until the button of the mouse, or the tap that stands for it, is up: the page would go
 * away from under the press, which then would be a click on nothing.
 */
export class HeldPress {
	#isDown = false;
	#waiting: (() => void)[] = [];

	/** Follows the presses in this window until the returned function is called. */
	watch(): () => void {
		const ends = new AbortController();
		const on = { capture: true, signal: ends.signal };
		addEventListener('mousedown', () => (this.#isDown = true), on);
		// Whatever the click does comes first.
		for (const up of ['mouseup', 'contextmenu', 'dragend'])
			addEventListener(up, () => setTimeout(() => this.#release()), on);
		addEventListener('keydown', () => this.#release(), on);
		return () => ends.abort();
	}

	/** At once where nothing is pressed. */
	whenUp(act: () => void): void {
		if (this.#isDown) this.#waiting.push(act);
		else act();
	}

	#release(): void {
		this.#isDown = false;
		for (const act of this.#waiting.splice(0)) act();
	}
}
