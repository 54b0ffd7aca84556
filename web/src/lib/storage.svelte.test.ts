import { Dexie } from 'dexie';
import { afterEach, expect, test, vi } from 'vitest';
import { STORAGE_CHANNEL, tellOfFullDisk } from './storage-news.ts';
import { deviceStorage } from './storage.svelte.ts';

afterEach(() => {
	vi.restoreAllMocks();
	deviceStorage.isFull = false;
});

function estimate(usage: number | undefined, quota: number | undefined) {
	// A browser cannot be filled from a page; and Chromium tells a quota that is always far away.
	vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage, quota } as StorageEstimate);
	return deviceStorage.refresh();
}

test('at four fifths it is nearly full, before it is not', async () => {
	await estimate(79, 100);
	expect([deviceStorage.isAlmostFull, deviceStorage.share]).toEqual([false, 0.79]);
	await estimate(80, 100);
	expect(deviceStorage.isAlmostFull).toBe(true);
	await estimate(undefined, undefined);
	expect([deviceStorage.isAlmostFull, deviceStorage.share]).toEqual([false, null]);
});

test('a write without space is heard of in every tab, and so is the next one that has some', async () => {
	const base = new Dexie('storage-news-test');
	base.version(1).stores({ things: 'id' });
	tellOfFullDisk(base);
	const end = deviceStorage.watch();
	const things = base.table('things');
	await things.put({ id: 1 });
	const put = IDBObjectStore.prototype.put;
	vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
		const request = put.apply(this, given);
		const { transaction } = this;
		Object.defineProperty(transaction, 'error', { get: () => new DOMException('', 'QuotaExceededError') });
		transaction.abort();
		return request;
	});
	await expect(things.put({ id: 2 })).rejects.toThrow();
	await expect.poll(() => deviceStorage.isFull).toBe(true);
	vi.restoreAllMocks();
	await things.put({ id: 3 });
	await expect.poll(() => deviceStorage.isFull).toBe(false);
	end();
	await base.delete();
	expect(STORAGE_CHANNEL).toBe('sheaf-storage');
});
