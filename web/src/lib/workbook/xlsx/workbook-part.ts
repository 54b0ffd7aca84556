import { isMainNamespace } from './namespaces.ts';
import type { Relationship } from './package-parts.ts';
import { childOf, childrenOf, isTrue, type XmlElement } from './xml-tree.ts';

export interface NamedSheet {
	name: string;
	hidden: boolean;
	part: string;
}

/** Sheets without cells, and macros in sheets, are no tables. */
const NO_TABLE = ['chartsheet', 'dialogsheet', 'xlMacrosheet', 'xlIntlMacrosheet'];

/** The sheets in the order of their tabs; null for what is no workbook that is known here. */
export function readWorkbookPart(
	root: XmlElement,
	links: readonly Relationship[]
): { sheets: NamedSheet[]; date1904: boolean } | null {
	if (root.name !== 'workbook' || !isMainNamespace(root.namespace)) return null;
	const sheets: NamedSheet[] = [];
	for (const { attributes } of childrenOf(childOf(root, 'sheets'), 'sheet')) {
		const id = relationshipId(attributes);
		const link = links.find((one) => one.id === id);
		if (id === undefined || link === undefined) return null;
		if (NO_TABLE.includes(link.type)) continue;
		if (link.type !== 'worksheet') return null;
		const state = attributes.get('state') ?? 'visible';
		sheets.push({ name: attributes.get('name') ?? '', hidden: state !== 'visible', part: link.part });
	}
	const date1904 = isTrue(childOf(root, 'workbookPr')?.attributes.get('date1904'));
	return { sheets, date1904 };
}

function relationshipId(attributes: ReadonlyMap<string, string>): string | undefined {
	for (const [name, value] of attributes) if (name.endsWith('/relationships:id')) return value;
	return undefined;
}
