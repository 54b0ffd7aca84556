import { Hono, type Context } from 'hono';
import type { AppTypes } from '../app-types.ts';
import { findCredential } from '../db/credentials.ts';
import { findImage } from '../db/images.ts';
import { escapeHtml } from '../mail/sheet.ts';
import { refuse } from '../problem.ts';
import { answerCredential, publicHeaders } from '../public-answer.ts';

const JSON_ENDING = '.json';

export const publicCredentials = new Hono<AppTypes>();

publicCredentials.get('/credentials/:id{.+\\.json}', async (c) => {
	const id = c.req.param('id').slice(0, -JSON_ENDING.length);
	const credential = await findCredential(c.env.DB, id);
	if (!credential) return refuse(c, 'not-found');
	// A credential never changes once it is signed, so its id is its version.
	return answerCredential(c, credential.document, id);
});

/** The app's page. Its head names what was issued and by whom, never to whom: links are previewed and logged. */
publicCredentials.get('/credentials/:id', async (c) => {
	const credential = await findCredential(c.env.DB, c.req.param('id'));
	return answerPage(c, credential && `${credential.definition} · ${credential.organisation}`);
});

publicCredentials.get('/credentials/*', (c) => answerPage(c, null));

publicCredentials.get('/images/:file{[0-9a-f]{64}\\.png}', async (c) => {
	const bytes = await findImage(c.env.DB, c.req.param('file').slice(0, -'.png'.length));
	if (!bytes) return refuse(c, 'not-found');
	return c.body(bytes, 200, {
		...publicHeaders,
		'Content-Type': 'image/png',
		// Named by its content, so it cannot change.
		'Cache-Control': 'public, max-age=31536000, immutable'
	});
});

async function answerPage(c: Context<AppTypes>, title: string | null): Promise<Response> {
	const shell = await c.env.ASSETS.fetch(new URL('/', c.req.url));
	const page = new Response(shell.body, { status: title === null ? 404 : 200, headers: shell.headers });
	page.headers.delete('ETag');
	page.headers.set('Cache-Control', 'no-cache');
	const head = `<title>${escapeHtml(title ?? 'Sheaf')}</title><meta name="robots" content="noindex" />`;
	return new HTMLRewriter()
		.on('head > title', { element: (before) => void before.remove() })
		.on('head', { element: (element) => void element.append(head, { html: true }) })
		.transform(page);
}
