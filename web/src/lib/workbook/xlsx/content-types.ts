import type { PackageParts } from './package-parts.ts';
import { childrenOf } from './xml-tree.ts';

/** What kind of part the package says this one is (ECMA-376 part 2, 10.1.2); null where it does not. */
export async function contentTypeOf(parts: PackageParts, part: string): Promise<string | null | 'damaged'> {
	const types = await parts.xml('[Content_Types].xml');
	if (types === 'damaged') return types;
	if (!types) return null;
	const name = `/${part}`.toLowerCase();
	const override = childrenOf(types, 'Override').find(
		({ attributes }) => attributes.get('PartName')?.toLowerCase() === name
	);
	const byEnding = childrenOf(types, 'Default').find(
		({ attributes }) => attributes.get('Extension')?.toLowerCase() === name.split('.').at(-1)
	);
	return (override ?? byEnding)?.attributes.get('ContentType') ?? null;
}
