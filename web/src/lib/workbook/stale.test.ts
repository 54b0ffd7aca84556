import { expect, test } from 'vitest';
import type { Definition } from '#shared/definition/definition.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { staleDefinitions } from './stale.ts';

test('a definition is stale where the catalog has a newer version of it', () => {
	const [firstAid, forklift] = DEMO_CATALOG as [Definition, Definition];
	const remembered = { definitions: [firstAid, forklift].map(({ id, version }) => ({ id, version })) };
	expect(staleDefinitions(remembered, DEMO_CATALOG)).toEqual([]);
	expect(staleDefinitions(remembered, [{ ...firstAid, version: 2 }, forklift])).toEqual([firstAid.id]);
	expect(staleDefinitions(remembered, [])).toEqual([]);
	const newer = { definitions: [{ id: firstAid.id, version: 7 }] };
	expect(staleDefinitions(newer, DEMO_CATALOG)).toEqual([]);
});

test('an export without definitions is never stale', () => {
	expect(staleDefinitions({ definitions: [], draftId: 'd' }, DEMO_CATALOG)).toEqual([]);
});
