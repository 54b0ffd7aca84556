import { STORAGE_CHANNEL, type StorageNews } from './storage-news.ts';

/** From here on it is told that space runs short. */
const ALMOST_FULL = 0.8;

/** What the browser lets Sheaf keep on this device, and how much of it is used. */
class DeviceStorage {
	/** Bytes; null where the browser does not tell. */
	used = $state<number | null>(null);
	available = $state<number | null>(null);
	/** The browser does not clear it by itself. null: it does not tell. */
	isPersisted = $state<boolean | null>(null);
	/** Something could not be written, here or in another tab, and nothing was since. */
	isFull = $state(false);

	get share(): number | null {
		return this.used === null || !this.available ? null : this.used / this.available;
	}

	get isAlmostFull(): boolean {
		return (this.share ?? 0) >= ALMOST_FULL;
	}

	/** Hears of every write that found no space, from any tab or thread. Answers how to end it. */
	watch(): () => void {
		const channel = new BroadcastChannel(STORAGE_CHANNEL);
		channel.addEventListener('message', ({ data }: MessageEvent<StorageNews>) => {
			this.isFull = data === 'full';
			void this.refresh();
		});
		const seen = () => document.visibilityState === 'visible' && void this.refresh();
		document.addEventListener('visibilitychange', seen);
		void this.refresh();
		return () => {
			channel.close();
			document.removeEventListener('visibilitychange', seen);
		};
	}

	async refresh(): Promise<void> {
		const { usage, quota } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
		this.used = usage ?? null;
		this.available = quota ?? null;
		this.isPersisted = (await navigator.storage?.persisted?.().catch(() => null)) ?? null;
	}

	/** Asks that nothing be cleared behind the person's back. Some browsers ask the person; so only once there is work to lose. */
	async persist(): Promise<boolean> {
		const granted = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
		await this.refresh();
		return granted;
	}
}

export const deviceStorage = new DeviceStorage();
