/**
 * Whether the server can be reached, as the last request found it. The browser's own `navigator.onLine` only knows of a
 * network, not of a captive portal or a server that is down, so it may make us doubt but never makes us sure.
 */
class Connection {
	reached = $state(typeof navigator === 'undefined' || navigator.onLine);

	note(reached: boolean) {
		this.reached = reached;
	}

	/** Listens to the browser; `ask` is called when a network came back. Answers how to end it. */
	watch(ask: () => void): () => void {
		const lost = () => this.note(false);
		addEventListener('offline', lost);
		addEventListener('online', ask);
		return () => {
			removeEventListener('offline', lost);
			removeEventListener('online', ask);
		};
	}
}

export const connection = new Connection();
