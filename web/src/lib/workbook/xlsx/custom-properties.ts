import type { PackageParts, Relationship } from './package-parts.ts';
import { childrenOf } from './xml-tree.ts';

/** The texts that a workbook's writer kept beside it, by name; null where they are not known for sure. */
export async function readCustomProperties(
	parts: PackageParts,
	links: readonly Relationship[]
): Promise<Map<string, string> | null | 'damaged'> {
	const properties = new Map<string, string>();
	const part = links.find(({ type }) => type === 'custom-properties')?.part;
	const root = part === undefined ? undefined : await parts.xml(part);
	if (root === null || root === 'damaged') return root;
	for (const { attributes, children } of childrenOf(root, 'property')) {
		const name = attributes.get('name');
		const value = children[0];
		if (name !== undefined && value !== undefined && /^lpw?str$/.test(value.name)) {
			properties.set(name, value.text);
		}
	}
	return properties;
}
