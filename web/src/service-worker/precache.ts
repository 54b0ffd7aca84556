/** What is no page: the API, an organisation's public documents, images, and signed credentials. */
export const isForTheServer = /^\/(?:api|orgs|images)\/|^\/credentials\/[^/]+\.json(?:[?#]|$)/;

/** Scripts that the interface itself needs: English and French. Names in others are fetched, then kept. */
const FONTS_AT_ONCE = /-latin(?:-ext)?-/;

/** Whether a file of the build is fetched when the app is installed. */
export function isPrecached(path: string): boolean {
	// Not a file of the app: the host reads it and does not serve it.
	if (path.endsWith('_headers')) return false;
	return !path.endsWith('.woff2') || FONTS_AT_ONCE.test(path);
}
