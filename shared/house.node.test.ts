import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = ['paraglide', 'build', 'results'];

function listSources(folder: string): string[] {
	return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return generated.includes(entry.name) ? [] : listSources(path);
		return /\.(ts|svelte)$/.test(entry.name) ? [path] : [];
	});
}

/** Every module that a source names, as a path from the root or as the package's own name. */
function importsOf(path: string): string[] {
	const source = readFileSync(join(root, path), 'utf8');
	const names = [
		...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g),
		...source.matchAll(/new URL\('([^'\n]+)'/g)
	].map((match) => match[1] ?? '');
	return names.map((name) => {
		if (name.startsWith('#shared/')) return name.replace('#shared/', 'shared/');
		if (name.startsWith('#lib/')) return name.replace('#lib/', 'web/src/lib/');
		return name.startsWith('.') ? relative(root, join(root, path, '..', name)) : name;
	});
}

/** What a room may not import; `end-to-end tests` and `worker/local` start the whole product and may look wider. */
const walls: { room: string; except?: RegExp; forbidden: RegExp }[] = [
	{ room: 'shared', except: /\.test\.ts$/, forbidden: /^(web|worker)\// },
	{ room: 'worker', forbidden: /^web\// },
	{ room: 'web/src', forbidden: /^worker\// },
	{
		room: 'web/src/lib/workbook',
		except: /\.test\.ts$/,
		forbidden: /^(svelte|dexie)|^web\/src\/lib\/(api|db|drafts\/store|outbox|session|sync)/
	}
];

describe('the house', () => {
	for (const { room, except, forbidden } of walls) {
		test(`${room} imports nothing that matches ${forbidden.source}`, () => {
			const sources = listSources(room).filter((path) => !except?.test(path));
			expect(sources.length).toBeGreaterThan(0);
			const wrong = sources.flatMap((path) =>
				importsOf(path)
					.filter((name) => forbidden.test(name))
					.map((name) => `${path} → ${name}`)
			);
			expect(wrong).toEqual([]);
		});
	}

	test('no file has a name that says nothing', () => {
		const names = [...listSources('shared'), ...listSources('worker'), ...listSources('web/src')];
		expect(
			names.filter((path) =>
				/(^|\/)(utils?|helpers?|common|misc|types|manager|service|data)s?(\.|\/)/.test(path)
			)
		).toEqual([]);
	});

	test('nothing reads what lies outside the project', () => {
		const sources = [
			...listSources('shared'),
			...listSources('worker'),
			...listSources('web/src'),
			...listSources('web/e2e')
		];
		const wrong = sources.filter((path) => importsOf(path).some((name) => name.startsWith('..')));
		expect(wrong).toEqual([]);
	});
});
