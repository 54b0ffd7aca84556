/** All choices of a run come from one of these, so that the run's seed tells all of them (mulberry32). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 to below 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number from `least` to `most`, both among them. */
	between(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(choices: readonly T[]): T {
		return choices[Math.floor(this.next() * choices.length)]!;
	}

	/** One of the choices, each as likely as its weight. */
	weigh<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
		let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
		for (const [weight, choice] of choices) if ((left -= weight) < 0) return choice;
		return choices.at(-1)![1];
	}

	/** Begins with the number. */
	uuid(number: number): string {
		const hex = Array.from({ length: 24 }, () => this.between(0, 15).toString(16)).join('');
		const first = number.toString(16).padStart(8, '0');
		return `${first}-${hex.slice(0, 4)}-4${hex.slice(5, 8)}-8${hex.slice(9, 12)}-${hex.slice(12)}`;
	}
}
