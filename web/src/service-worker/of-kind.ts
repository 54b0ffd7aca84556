/** A network's own sign-in page comes with 200 for any address; kept once, it would be answered for ever. */
export function isOfKind(response: Response, kind: 'image' | 'font'): boolean {
	if (response.status !== 200 || response.redirected) return false;
	const type = response.headers.get('Content-Type') ?? '';
	return type.startsWith(`${kind}/`) || (kind === 'font' && type.startsWith('application/font'));
}

/** For workbox's strategies: only answers of that kind are kept. */
export function keepOnly(kind: 'image' | 'font') {
	return {
		cacheWillUpdate: async ({ response }: { response: Response }) =>
			isOfKind(response, kind) ? response : null
	};
}
