/**
 * What the app's requests tell about the server besides their answers. Plain, without runes: the service worker makes
 * requests too. The browser's own word for it, `navigator.onLine`, knows of a network and not of a captive portal, a
 * server that is down or an adapter that lies, so nothing is ever decided by it.
 */
export interface Contact {
	/** Sheaf answered; not a captive portal, a gateway or nobody. */
	reached: boolean;
	/** The server and this copy of the app no longer understand each other. */
	isTooOld: boolean;
}

/** A connection that comes and goes is made use of at most this often. */
const REGAIN_PAUSE_MS = 5_000;

const listeners = new Set<(contact: Contact) => void>();
const regainListeners = new Set<() => void>();
let isLost = false;
let regainedAt = -Infinity;
let timer: ReturnType<typeof setTimeout> | undefined;

export function tellContact(contact: Contact): void {
	for (const listener of listeners) listener(contact);
	const isRegained = isLost && contact.reached;
	isLost = !contact.reached;
	if (!isRegained) return;
	clearTimeout(timer);
	timer = setTimeout(tellRegained, Math.max(0, regainedAt + REGAIN_PAUSE_MS - performance.now()));
}

function tellRegained(): void {
	regainedAt = performance.now();
	for (const listener of regainListeners) listener();
}

/** Calls back after every request; answers how to end it. */
export function onContact(listener: (contact: Contact) => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Calls back when the server answers again after it had not; answers how to end it. */
export function onContactRegained(listener: () => void): () => void {
	regainListeners.add(listener);
	return () => regainListeners.delete(listener);
}
