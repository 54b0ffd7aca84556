import type { PackageParts } from './package-parts.ts';
import { childOf } from './xml-tree.ts';

/** Whether one of the sheet's tables has a filter set; null where that is not known for sure. */
export async function hasTableFilter(
	parts: PackageParts,
	sheetPart: string
): Promise<boolean | null | 'damaged'> {
	const links = await parts.relationships(sheetPart);
	if (links === null || links === 'damaged') return links;
	for (const link of links.filter(({ type }) => type === 'table')) {
		const table = await parts.xml(link.part);
		if (table === null || table === 'damaged') return table;
		if (childOf(childOf(table, 'autoFilter'), 'filterColumn') !== undefined) return true;
	}
	return false;
}
