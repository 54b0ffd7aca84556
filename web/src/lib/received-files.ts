/** Files that the system's share sheet gave the service worker, kept on the device until the app is open and has them. */
const KEPT_AT = 'received-files';
const NAME = 'x-name';
const RECEIVED_AT = 'x-received-at';
/** Whoever shared a file a day ago and never came no longer expects it in a draft. */
const KEPT_MS = 24 * 60 * 60_000;

/** The one field of `share_target` in the manifest. */
export const SHARE_FIELD = 'workbooks';

/** Keeps the files of a share's POST; answers how many there were. */
export async function keepSharedFiles(request: Request, now: number): Promise<number> {
	const form = await request.formData();
	const files = form.getAll(SHARE_FIELD).filter((entry) => entry instanceof File && entry.name !== '');
	await keepReceivedFiles(files as File[], now);
	return files.length;
}

export async function keepReceivedFiles(files: File[], now: number): Promise<void> {
	const cache = await caches.open(KEPT_AT);
	for (const [at, file] of files.entries()) {
		// A header takes no letters beyond Latin; the place in the share keeps the order.
		const headers = {
			'content-type': file.type,
			[NAME]: encodeURIComponent(file.name),
			[RECEIVED_AT]: String(now)
		};
		await cache.put(`/${KEPT_AT}/${now}-${at}-${crypto.randomUUID()}`, new Response(file, { headers }));
	}
}

/** Which kept file each handed-over one is. */
const keptAs = new WeakMap<File, string>();

/**
 * What has arrived, in its order. It stays kept until a draft has it (`forgetReceivedFiles`); until then it is this page's,
 * and a page that ends without having stored it leaves it to the next. What lay too long is thrown away.
 */
export async function takeReceivedFiles(now: number): Promise<File[]> {
	if (!(await caches.has(KEPT_AT))) return [];
	const cache = await caches.open(KEPT_AT);
	const files: File[] = [];
	for (const request of await cache.keys()) {
		const kept = await cache.match(request);
		const bytes = await kept?.blob();
		if (!kept || !bytes) continue;
		if (now - Number(kept.headers.get(RECEIVED_AT)) > KEPT_MS) {
			await cache.delete(request);
			continue;
		}
		// Each file goes into one draft: another tab may be putting it into one.
		if (!(await claim(request.url))) continue;
		// Stored by that tab just before it let go.
		if (!(await cache.match(request))) continue;
		const name = decodeURIComponent(kept.headers.get(NAME) ?? '');
		const file = new File([bytes], name, { type: kept.headers.get('content-type') ?? '' });
		keptAs.set(file, request.url);
		files.push(file);
	}
	return files;
}

/** Whether something waits that no open page is putting into a draft. */
export async function countReceivedFiles(): Promise<number> {
	if (!(await caches.has(KEPT_AT))) return 0;
	const requests = await (await caches.open(KEPT_AT)).keys();
	const { held = [] } = await navigator.locks.query();
	return requests.filter(({ url }) => !held.some(({ name }) => name === lockOf(url))).length;
}

/** A draft has these files, or has refused them for good. Others than received ones are passed over. */
export async function forgetReceivedFiles(files: readonly File[]): Promise<void> {
	for (const file of files) {
		const url = keptAs.get(file);
		if (url === undefined) continue;
		keptAs.delete(file);
		await (await caches.open(KEPT_AT)).delete(url);
	}
}

export async function forgetAllReceivedFiles(): Promise<void> {
	await caches.delete(KEPT_AT);
}

/** Held as long as this page lives; a page that dies lets go by itself. */
function claim(url: string): Promise<boolean> {
	return new Promise((answer) => {
		void navigator.locks
			.request(lockOf(url), { ifAvailable: true }, (lock) => {
				answer(lock !== null);
				return lock && new Promise<void>(() => {});
			})
			.catch(() => answer(false));
	});
}

function lockOf(url: string): string {
	return `sheaf-received-${url}`;
}
