import { keepSharedFiles } from '#lib/received-files.ts';

/** `share_target` of the manifest; web/static/_redirects answers for it where no service worker does yet. */
export const SHARE_PATH = '/share';
/** The page that hands received files into a draft, and says so when there are none. */
const OPEN_PATH = '/open';

/** Answers the system's share sheet. The files stay on the device, and a reload shares nothing twice. */
export async function takeShare(request: Request, now: number): Promise<Response> {
	try {
		await keepSharedFiles(request, now);
	} catch {
		// A full disk or a broken form: the page finds no file and asks for it.
	}
	return new Response(null, { status: 303, headers: { location: OPEN_PATH } });
}
