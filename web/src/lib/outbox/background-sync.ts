/** Background Sync (WICG), which TypeScript's libraries do not know; Chromium has it, Firefox and Safari have not. */
interface SyncRegistration extends ServiceWorkerRegistration {
	sync?: { register(tag: string): Promise<void> };
}

export const SYNC_TAG = 'sheaf-outbox';

/**
 * Asks the browser to wake the service worker once there is a network, with the app closed too. Only a bell: what is
 * sent lies in the outbox. Where it cannot be had, the app sends when it is open.
 */
export async function askForSync(registration?: ServiceWorkerRegistration): Promise<void> {
	try {
		const own: SyncRegistration | undefined =
			registration ?? (await navigator.serviceWorker?.getRegistration());
		await own?.sync?.register(SYNC_TAG);
	} catch {
		// Switched off by the person, or in a private window.
	}
}
