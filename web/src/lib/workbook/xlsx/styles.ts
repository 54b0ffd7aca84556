import { childOf, childrenOf, type XmlElement } from './xml-tree.ts';

/** Formats that a file names by number only (ECMA-376 part 1, 18.8.30). */
const BUILT_IN: Record<number, string> = {
	1: '0',
	2: '0.00',
	3: '#,##0',
	4: '#,##0.00',
	9: '0%',
	10: '0.00%',
	11: '0.00E+00',
	12: '# ?/?',
	13: '# ??/??',
	14: 'm/d/yy',
	15: 'd-mmm-yy',
	16: 'd-mmm',
	17: 'mmm-yy',
	18: 'h:mm AM/PM',
	19: 'h:mm:ss AM/PM',
	20: 'h:mm',
	21: 'h:mm:ss',
	22: 'm/d/yy h:mm',
	37: '#,##0 ;(#,##0)',
	38: '#,##0 ;[Red](#,##0)',
	39: '#,##0.00;(#,##0.00)',
	40: '#,##0.00;[Red](#,##0.00)',
	45: 'mm:ss',
	46: '[h]:mm:ss',
	47: 'mmss.0',
	48: '##0.0E+0',
	49: '@'
};
/** What these show depends on the language of Excel, in East Asia nearly always a date. */
const LOCAL_DATES = [
	[27, 36],
	[50, 58]
] as const;
const DATE = 'm/d/yy';

/** The number format of each style that a cell can name, in order. */
export function readCellFormats(styles: XmlElement | null): string[] {
	const custom = new Map<number, string>();
	for (const format of childrenOf(childOf(styles ?? undefined, 'numFmts'), 'numFmt')) {
		custom.set(Number(format.attributes.get('numFmtId')), format.attributes.get('formatCode') ?? '');
	}
	return childrenOf(childOf(styles ?? undefined, 'cellXfs'), 'xf').map((xf) => {
		const id = Number(xf.attributes.get('numFmtId') ?? 0);
		return custom.get(id) ?? builtIn(id);
	});
}

function builtIn(id: number): string {
	if (LOCAL_DATES.some(([first, last]) => id >= first && id <= last)) return DATE;
	return BUILT_IN[id] ?? '';
}
