import { installWay, type InstallWay } from './install-way.ts';

const DISMISSED_AT = 'sheaf-install-dismissed';

/** Not in TypeScript's own types: only Chromium has it. */
interface InstallPrompt extends Event {
	prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/** Whether and how Sheaf can be put on this device. */
export class Installation {
	#prompt = $state.raw<InstallPrompt | null>(null);
	#isInstalled = $state(false);
	#isDismissed = $state(readDismissed());

	readonly way: InstallWay | null = $derived(
		this.#isInstalled || this.#isDismissed ? null : installWay(navigator, this.#prompt !== null)
	);

	/** From the app's start on: the browser offers its prompt once, long before there is a moment for it. */
	watch(): () => void {
		const installed = matchMedia('not (display-mode: browser)');
		const look = () => (this.#isInstalled = installed.matches);
		const offered = (event: Event) => {
			// Its own banner would come at first sight.
			event.preventDefault();
			this.#prompt = event as InstallPrompt;
		};
		const done = () => (this.#isInstalled = true);
		look();
		installed.addEventListener('change', look);
		addEventListener('beforeinstallprompt', offered);
		addEventListener('appinstalled', done);
		return () => {
			installed.removeEventListener('change', look);
			removeEventListener('beforeinstallprompt', offered);
			removeEventListener('appinstalled', done);
		};
	}

	/** The browser's own question; it may be asked once only. A no is a no for good. */
	async ask(): Promise<void> {
		const prompt = this.#prompt;
		if (!prompt) return;
		const { outcome } = await prompt.prompt();
		this.#prompt = null;
		if (outcome === 'dismissed') this.dismiss();
	}

	dismiss(): void {
		this.#isDismissed = true;
		try {
			localStorage.setItem(DISMISSED_AT, '1');
		} catch {
			// Without storage it is gone until the next visit.
		}
	}
}

function readDismissed(): boolean {
	try {
		return localStorage.getItem(DISMISSED_AT) !== null;
	} catch {
		return false;
	}
}

export const installation = new Installation();
