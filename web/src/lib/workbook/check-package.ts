import type { Parts } from './inflate-parts.ts';

/** The children of a worksheet in the order that ECMA-376 part 1, 18.3.1.99 demands: Excel repairs any other. */
const WORKSHEET_ORDER = [
	...[
		'sheetPr',
		'dimension',
		'sheetViews',
		'sheetFormatPr',
		'cols',
		'sheetData',
		'sheetCalcPr',
		'sheetProtection'
	],
	...[
		'protectedRanges',
		'scenarios',
		'autoFilter',
		'sortState',
		'dataConsolidate',
		'customSheetViews',
		'mergeCells'
	],
	...[
		'phoneticPr',
		'conditionalFormatting',
		'dataValidations',
		'hyperlinks',
		'printOptions',
		'pageMargins',
		'pageSetup'
	],
	...[
		'headerFooter',
		'rowBreaks',
		'colBreaks',
		'customProperties',
		'cellWatches',
		'ignoredErrors',
		'smartTags'
	],
	...['drawing', 'legacyDrawing', 'legacyDrawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems'],
	...['tableParts', 'extLst']
];
const STYLES_ORDER = [
	...[
		'numFmts',
		'fonts',
		'fills',
		'borders',
		'cellStyleXfs',
		'cellXfs',
		'cellStyles',
		'dxfs',
		'tableStyles',
		'colors'
	]
];

/** For tests: what in a written workbook would make Excel offer to repair it; [] where all is in order. */
export function checkPackage(parts: Parts): string[] {
	const texts = new Map([...parts].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
	const styles = texts.get('xl/styles.xml') ?? '';
	const faults = [...checkTypes(texts), ...checkRelations(texts)];
	faults.push(...checkOrder('xl/styles.xml', styles, STYLES_ORDER), ...checkStyles(styles));
	const bounds = {
		styles: countIn(styles, 'cellXfs', 'xf'),
		looks: countIn(styles, 'dxfs', 'dxf'),
		texts: (texts.get('xl/sharedStrings.xml')?.match(/<si>/g) ?? []).length
	};
	for (const [name, xml] of texts) {
		if (!name.startsWith('xl/worksheets/sheet')) continue;
		faults.push(...checkOrder(name, xml, WORKSHEET_ORDER), ...checkSheet(name, xml, bounds));
	}
	return faults;
}

/** Every part has a content type, and every type that names a part has one. */
function checkTypes(texts: Map<string, string>): string[] {
	const types = texts.get('[Content_Types].xml') ?? '';
	const endings = new Set(valuesOf(types, /<Default [^>]*Extension="([^"]*)"/g));
	const named = new Set(valuesOf(types, /<Override [^>]*PartName="\/([^"]*)"/g));
	const untyped = [...texts.keys()].filter(
		(name) => name !== '[Content_Types].xml' && !named.has(name) && !endings.has(name.split('.').at(-1)!)
	);
	const absent = [...named].filter((name) => !texts.has(name));
	return [
		...untyped.map((name) => `${name} has no content type`),
		...absent.map((name) => `${name} is typed, and absent`)
	];
}

/** Every relation leads to a part, and every relation that a sheet uses is there. */
function checkRelations(texts: Map<string, string>): string[] {
	const faults: string[] = [];
	for (const [name, xml] of texts) {
		if (!name.endsWith('.rels')) continue;
		const owner = name.replace('_rels/', '').replace(/\.rels$/, '');
		for (const target of valuesOf(xml, /<Relationship [^>]*Target="([^"]*)"/g)) {
			const path = new URL(target, `file:///${owner}`).pathname.slice(1);
			if (!texts.has(path)) faults.push(`${name}: ${path} is absent`);
		}
		const ids = new Set(valuesOf(xml, /<Relationship [^>]*Id="([^"]*)"/g));
		const used = valuesOf(texts.get(owner) ?? '', / r:id="([^"]*)"/g);
		faults.push(...used.filter((id) => !ids.has(id)).map((id) => `${owner}: ${id} leads nowhere`));
	}
	return faults;
}

function checkOrder(name: string, xml: string, order: string[]): string[] {
	let last = -1;
	for (const child of childrenOf(xml)) {
		const place = order.indexOf(child);
		if (place < last || place === -1) return [`${name}: ${child} is out of order`];
		last = place;
	}
	return [];
}

/** The names of the elements right under the root. */
function childrenOf(xml: string): string[] {
	const names: string[] = [];
	let depth = 0;
	for (const [, end, name, alone] of xml.matchAll(/<(\/?)([A-Za-z][\w:]*)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
		if (end) depth--;
		else {
			if (depth === 1) names.push(name!);
			if (!alone) depth++;
		}
	}
	return names;
}

/** Fonts, fills and counts that the styles of cells rely on. */
function checkStyles(styles: string): string[] {
	const faults: string[] = [];
	for (const [list, item] of [
		['fonts', 'font'],
		['fills', 'fill'],
		['borders', 'border'],
		['cellXfs', 'xf']
	] as const) {
		const [declared] = valuesOf(styles, new RegExp(`<${list} count="(\\d+)"`, 'g'));
		const count = countIn(styles, list, item);
		if (Number(declared) !== count) faults.push(`styles: ${count} ${list}, and ${declared} declared`);
		const [, xfs = ''] = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles) ?? [];
		const used = valuesOf(xfs, new RegExp(` ${item}Id="(\\d+)"`, 'g')).map(Number);
		if (item !== 'xf' && used.some((id) => id >= count)) faults.push(`styles: a ${item} is absent`);
	}
	return faults;
}

function checkSheet(
	name: string,
	xml: string,
	bounds: { styles: number; looks: number; texts: number }
): string[] {
	const faults: string[] = [];
	const over = (pattern: RegExp, bound: number) => valuesOf(xml, pattern).some((id) => Number(id) >= bound);
	if (over(/<(?:c|col|row)\b[^>]* (?:s|style)="(\d+)"/g, bounds.styles))
		faults.push(`${name}: a style is absent`);
	if (over(/ dxfId="(\d+)"/g, bounds.looks)) faults.push(`${name}: a look is absent`);
	if (over(/ t="s"[^>]*><v>(\d+)</g, bounds.texts)) faults.push(`${name}: a text is absent`);
	const lines = valuesOf(xml, /<row r="(\d+)"/g).map(Number);
	if (lines.some((line, i) => i > 0 && line <= lines[i - 1]!)) faults.push(`${name}: rows out of order`);
	if (/<f[ >]/.test(xml)) faults.push(`${name}: a formula`);
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(xml))
		faults.push(`${name}: a character that XML has not`);
	return faults;
}

function countIn(xml: string, list: string, item: string): number {
	const [, inside = ''] = new RegExp(`<${list}[^>]*>(.*?)</${list}>`, 's').exec(xml) ?? [];
	return (inside.match(new RegExp(`<${item}[ />]`, 'g')) ?? []).length;
}

function valuesOf(xml: string, pattern: RegExp): string[] {
	return [...xml.matchAll(pattern)].map(([, value]) => value!);
}
