import type { DBCore, Dexie, Middleware } from 'dexie';

/** How tabs, threads and the service worker tell each other that the device is full, or has space again. */
export const STORAGE_CHANNEL = 'sheaf-storage';
export type StorageNews = 'full' | 'written';

let wasFull = false;

/** Notices every write to the database that found no space, whoever asked for it and whatever becomes of its error. */
export function tellOfFullDisk(db: Dexie): void {
	db.use({
		stack: 'dbcore',
		name: 'tell-of-full-disk',
		create: (core): DBCore => ({
			...core,
			transaction(...given) {
				const transaction = core.transaction(...given);
				if (given[1] === 'readwrite') follow(transaction as unknown as IDBTransaction);
				return transaction;
			}
		})
	} satisfies Middleware<DBCore>);
}

function follow(transaction: IDBTransaction): void {
	transaction.addEventListener('abort', () => {
		if (transaction.error?.name === 'QuotaExceededError') tell('full');
	});
	transaction.addEventListener('complete', () => wasFull && tell('written'));
}

function tell(news: StorageNews): void {
	wasFull = news === 'full';
	const channel = new BroadcastChannel(STORAGE_CHANNEL);
	channel.postMessage(news);
	channel.close();
}
