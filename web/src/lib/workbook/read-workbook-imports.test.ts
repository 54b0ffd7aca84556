import { expect, test } from 'vitest';

const SOURCES = import.meta.glob<string>('./**/*.ts', { query: '?raw', import: 'default', eager: true });
const IMPORT = /^import (?!type )(?:[^'"]*? from )?'([^']+)'/gms;

/** What a module loads before it runs, and what that loads: not what it loads when it comes to it. */
function loadedBy(path: string, found = new Set<string>()): Set<string> {
	for (const [, target] of (SOURCES[path] ?? '').matchAll(IMPORT)) {
		const resolved = target!.startsWith('.')
			? `./${new URL(target!, `https://example.org/${path.slice(2)}`).pathname.slice(1)}`
			: target!;
		if (found.has(resolved)) continue;
		found.add(resolved);
		loadedBy(resolved, found);
	}
	return found;
}

test('a plain xlsx is read without any library', () => {
	const loaded = [...loadedBy('./read-workbook.ts')];
	expect(loaded).toContain('./xlsx/sheet-reader.ts');
	expect(loaded.filter((path) => !path.startsWith('./') || !(path in SOURCES))).toEqual([]);
	expect(loaded).not.toContain('./read-with-sheetjs.ts');
});
