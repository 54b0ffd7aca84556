/** What is no page: the API, an organisation's public documents, images, and signed credentials. */
export const isForTheServer = /^\/(?:api|orgs|images)\/|^\/credentials\/[^/]+\.json(?:[?#]|$)/;

/** Scripts that the interface itself needs: English and French. Names in others are fetched, then kept. */
const FONTS_AT_ONCE = /-latin(?:-ext)?-/;

/** What the host reads and does not serve, and pictures that only the system's install dialog shows. */
const NOT_OF_THE_APP = /(?:^|\/)_(?:headers|redirects)$|(?:^|\/)screenshots\//;

/** Whether a file of the build is fetched when the app is installed. */
export function isPrecached(path: string): boolean {
	if (NOT_OF_THE_APP.test(path)) return false;
	return !path.endsWith('.woff2') || FONTS_AT_ONCE.test(path);
}
