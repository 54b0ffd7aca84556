import { dev, version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { clientsClaim } from 'workbox-core';
import {
	addPlugins,
	cleanupOutdatedCaches,
	createHandlerBoundToURL,
	precacheAndRoute
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { answerSync, type SyncEvent } from './outbox-sync.ts';
import { FORMER_CACHES, IMAGES_CACHE } from '#lib/kept-images.ts';
import { keepOnly } from './of-kind.ts';
import { keepOfThisBuild } from './of-this-build.ts';
import { isForTheServer, isPrecached } from './precache.ts';
import { SHARE_PATH, takeShare } from './take-share.ts';

/** One shell for every page; `/index.html` would be a redirect, which a navigation may not be answered with. */
const SHELL = '/';

// While developing nothing is kept: every page would be a build behind.
if (!dev) {
	addPlugins([
		keepOfThisBuild(
			SHELL,
			immutable.map(({ path }) => path)
		)
	]);
	precacheAndRoute([
		{ url: SHELL, revision: version },
		// Named by their content: a name that is there already is never fetched again.
		...immutable
			.filter(({ path }) => isPrecached(path))
			.map(({ path }) => ({ url: slashed(path), revision: null })),
		...assets
			.filter(({ path }) => isPrecached(path))
			.map(({ path }) => ({ url: slashed(path), revision: version }))
	]);
	cleanupOutdatedCaches();
	clientsClaim();

	registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: [isForTheServer] }));
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE_PATH,
		({ request }) => takeShare(request, Date.now()),
		'POST'
	);
	// Badge images and fonts of rarer scripts, both named by their content; kept once they were shown.
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/images/'),
		new CacheFirst({ cacheName: IMAGES_CACHE, plugins: [keepOnly('image')] })
	);
	registerRoute(
		({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.woff2'),
		new CacheFirst({ cacheName: 'fonts-2', plugins: [keepOnly('font')] })
	);
}

self.addEventListener('activate', (event) =>
	event.waitUntil(Promise.all(FORMER_CACHES.map((name) => caches.delete(name))))
);

self.addEventListener('sync', (event) => answerSync(event as SyncEvent, self.registration));

// A new version waits until the person takes it: nobody loses the page that they are on.
self.addEventListener('message', (event) => {
	if ((event.data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});

function slashed(path: string): string {
	return path.startsWith('/') ? path : `/${path}`;
}
