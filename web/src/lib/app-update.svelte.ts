/** An app on a home screen may stay open for days; it looks for an update when it is looked at, at most this often. */
const LOOK_EVERY_MS = 60 * 60_000;
/** A new copy is fetched whole before it can be taken. */
const FETCH_TIMEOUT_MS = 60_000;

/** A newer copy of the app. It is offered, never forced: nobody loses the page that they are on. */
class AppUpdate {
	waiting = $state.raw<ServiceWorker | null>(null);
	/** Another tab took the newer copy, and this page is still of the old one. */
	isTakenElsewhere = $state(false);
	/** The person goes on with this copy until the app is opened anew. */
	isPutOff = $state(false);
	/** What came of asking for one. */
	state = $state<'idle' | 'looking' | 'none' | 'offline'>('idle');
	#lookedAt = 0;

	/** Looks for newer copies; answers how to end it. */
	watch(): () => void {
		if (!('serviceWorker' in navigator)) return () => {};
		let registration: ServiceWorkerRegistration | undefined;
		// The very first one takes over by itself; only a second one is an update.
		let isUpdate = navigator.serviceWorker.controller !== null;
		const taken = () => {
			this.isTakenElsewhere = isUpdate;
			isUpdate = true;
		};
		navigator.serviceWorker.addEventListener('controllerchange', taken);
		const look = () => {
			const isTime = performance.now() - this.#lookedAt >= LOOK_EVERY_MS;
			if (!registration || !isTime || document.visibilityState !== 'visible') return;
			this.#lookedAt = performance.now();
			registration.update().catch(() => {});
		};
		this.#lookedAt = performance.now();
		void navigator.serviceWorker.ready.then((ready) => {
			registration = ready;
			this.#follow(ready);
		});
		document.addEventListener('visibilitychange', look);
		const timer = setInterval(look, LOOK_EVERY_MS);
		return () => {
			navigator.serviceWorker.removeEventListener('controllerchange', taken);
			document.removeEventListener('visibilitychange', look);
			clearInterval(timer);
		};
	}

	/** Takes the newer copy, fetching it first where it must be. The page loads anew; drafts and outbox stay. */
	async take(): Promise<void> {
		if (this.isTakenElsewhere) return location.reload();
		this.state = 'looking';
		const registration = await navigator.serviceWorker?.getRegistration();
		// Without a service worker the page itself is always as new as the server.
		if (!registration) return location.reload();
		try {
			if (!registration.waiting) await registration.update();
		} catch {
			this.state = 'offline';
			return;
		}
		const newer = registration.waiting ?? (await installed(registration.installing));
		if (!newer) {
			this.state = 'none';
			return;
		}
		navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
		newer.postMessage({ type: 'SKIP_WAITING' });
	}

	#follow(registration: ServiceWorkerRegistration) {
		const look = () => {
			if (navigator.serviceWorker.controller) this.waiting = registration.waiting;
		};
		look();
		registration.addEventListener('updatefound', () =>
			registration.installing?.addEventListener('statechange', look)
		);
	}
}

function installed(worker: ServiceWorker | null): Promise<ServiceWorker | null> {
	if (!worker) return Promise.resolve(null);
	return new Promise((resolve) => {
		const timer = setTimeout(() => resolve(null), FETCH_TIMEOUT_MS);
		worker.addEventListener('statechange', () => {
			if (worker.state !== 'installed' && worker.state !== 'redundant') return;
			clearTimeout(timer);
			resolve(worker.state === 'installed' ? worker : null);
		});
	});
}

export const appUpdate = new AppUpdate();
