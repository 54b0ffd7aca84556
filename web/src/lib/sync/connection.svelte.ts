import { getHealth } from '../api.ts';
import { onContact, onContactRegained } from '../api-contact.ts';
import { probeDelay } from '../api-probe.ts';

/**
 * Whether the server can be reached, as the last request found it; nothing else is believed, `navigator.onLine` least. While
 * it cannot, and the app is looked at, a small request goes on asking.
 */
class Connection {
	reached = $state(true);
	/** The server no longer understands this copy of the app. */
	isTooOld = $state(false);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#tries = 0;
	#reachedAt = 0;
	#isWatching = false;

	constructor() {
		onContact(({ reached, isTooOld }) => {
			this.note(reached);
			this.isTooOld ||= isTooOld;
		});
	}

	note(reached: boolean) {
		if (reached && !this.reached) this.#reachedAt = performance.now();
		this.reached = reached;
		this.#plan();
	}

	/** Begins to ask while there is no answer; `ask` is called when the server is there again. Answers how to end it. */
	watch(ask: () => void): () => void {
		this.#isWatching = true;
		const online = () => (this.reached ? ask() : void this.#probe());
		// It may lie too: the server is asked.
		const doubt = () => void this.#probe();
		const seen = () => this.#plan();
		addEventListener('offline', doubt);
		addEventListener('online', online);
		document.addEventListener('visibilitychange', seen);
		const endRegained = onContactRegained(ask);
		this.#plan();
		return () => {
			this.#isWatching = false;
			this.#plan();
			removeEventListener('offline', doubt);
			removeEventListener('online', online);
			document.removeEventListener('visibilitychange', seen);
			endRegained();
		};
	}

	#plan() {
		if (this.reached || !this.#isWatching || document.visibilityState !== 'visible') {
			clearTimeout(this.#timer);
			this.#timer = undefined;
			return;
		}
		if (this.#timer !== undefined) return;
		// A connection that comes and goes is asked for ever more rarely; one that held for a while counts anew.
		if (this.#reachedAt && performance.now() - this.#reachedAt > STEADY_MS) this.#tries = 0;
		this.#reachedAt = 0;
		this.#timer = setTimeout(() => void this.#probe(), probeDelay(this.#tries++, Math.random()));
	}

	async #probe() {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		await getHealth();
	}
}

const STEADY_MS = 60_000;

export const connection = new Connection();
