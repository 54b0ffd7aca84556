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

/** Hands over, once, what has arrived, in its order. What lay too long is thrown away. */
export async function takeReceivedFiles(now: number): Promise<File[]> {
	if (!(await caches.has(KEPT_AT))) return [];
	const cache = await caches.open(KEPT_AT);
	const files: File[] = [];
	for (const request of await cache.keys()) {
		const kept = await cache.match(request);
		const bytes = await kept?.blob();
		// False when another tab was quicker: each file goes into one draft.
		if (!kept || !bytes || !(await cache.delete(request))) continue;
		if (now - Number(kept.headers.get(RECEIVED_AT)) > KEPT_MS) continue;
		const name = decodeURIComponent(kept.headers.get(NAME) ?? '');
		files.push(new File([bytes], name, { type: kept.headers.get('content-type') ?? '' }));
	}
	return files;
}
