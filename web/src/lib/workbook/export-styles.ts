import { escapeText } from './escape-text.ts';

/** What a cell's look says of it. */
export type Shade = 'plain' | 'error' | 'warning' | 'excluded';

export const GENERAL = 'General';
export const TEXT = '@';
export const DATE = 'yyyy-mm-dd';

/** Excel's own numbers for these formats; others count from 164. */
const BUILT_IN = new Map([
	[GENERAL, 0],
	[TEXT, 49]
]);
const FIRST_OWN_FORMAT = 164;
/** Far below what Excel takes; a sheet with more ways to show a number keeps the rest as text. */
const MOST_FORMATS = 200;
const SHADES: Shade[] = ['plain', 'error', 'warning', 'excluded'];

/** The colours of the interface in daylight, text upon fill. */
const COLOURS: Record<Exclude<Shade, 'plain'>, { ink: string; fill: string }> = {
	error: { ink: 'FFA8321F', fill: 'FFFBE6E1' },
	warning: { ink: 'FF8A5A00', fill: 'FFFFF3D9' },
	excluded: { ink: 'FF5C6068', fill: 'FFEDEBE4' }
};
const HEADER = { ink: 'FF1E5B43', fill: 'FFE6EFEA' };
const NORMAL = 0;
const HEADER_STYLE = 1;
const WRAPPED_STYLE = 2;
const KEY_STYLE = 3;
const FIRST_CELL_STYLE = 4;

/** Gives each combination of number format and shade its style, and writes them all as the part `xl/styles.xml`. */
export function collectStyles() {
	const formats = new Map([GENERAL, TEXT, DATE].map((format, index) => [format, index]));

	/** null where there would be too many formats. */
	function styleOf(format: string, shade: Shade): number | null {
		let index = formats.get(format);
		if (index === undefined) {
			if (formats.size >= MOST_FORMATS) return null;
			formats.set(format, (index = formats.size));
		}
		return FIRST_CELL_STYLE + index * SHADES.length + SHADES.indexOf(shade);
	}

	return {
		styleOf,
		header: HEADER_STYLE,
		wrapped: WRAPPED_STYLE,
		key: KEY_STYLE,
		toXml: () => stylesXml([...formats.keys()])
	};
}

function stylesXml(formats: string[]): string {
	const own = formats.filter((format) => !BUILT_IN.has(format));
	const idOf = (format: string) => BUILT_IN.get(format) ?? FIRST_OWN_FORMAT + own.indexOf(format);
	const numFmts = own.map((f) => `<numFmt numFmtId="${idOf(f)}" formatCode="${escapeText(f)}"/>`);
	const shaded = [HEADER, COLOURS.error, COLOURS.warning, COLOURS.excluded];
	const fonts = [
		font(''),
		font(`<color rgb="${HEADER.ink}"/>`, '<b/>'),
		...shaded.slice(1).map(({ ink }) => font(`<color rgb="${ink}"/>`))
	];
	const fills = shaded.map(
		({ fill }) =>
			`<fill><patternFill patternType="solid"><fgColor rgb="${fill}"/><bgColor indexed="64"/></patternFill></fill>`
	);
	const textId = idOf(TEXT);
	const styles = [
		xf(0, 0, 0, ''),
		xf(textId, 1, 2, '<alignment vertical="top"/>'),
		xf(textId, 0, 0, '<alignment vertical="top" wrapText="1"/>'),
		// Quiet, and cut where its column ends: no other alignment keeps a text from running over blank cells.
		xf(textId, SHADES.indexOf('excluded') + 1, 0, '<alignment horizontal="fill" vertical="top"/>'),
		...formats.flatMap((format) =>
			SHADES.map((_, shade) => {
				return xf(idOf(format), shade && shade + 1, shade && shade + 2, '<alignment vertical="top"/>');
			})
		)
	];
	return [
		'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
		'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
		numFmts.length === 0 ? '' : list('numFmts', numFmts),
		list('fonts', fonts),
		list(
			'fills',
			['none', 'gray125'].map((p) => `<fill><patternFill patternType="${p}"/></fill>`).concat(fills)
		),
		list('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
		list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
		list('cellXfs', styles),
		list('cellStyles', [`<cellStyle name="Normal" xfId="${NORMAL}" builtinId="0"/>`]),
		'</styleSheet>'
	].join('');
}

function font(colour: string, bold = ''): string {
	return `<font>${bold}<sz val="11"/>${colour}<name val="Calibri"/><family val="2"/></font>`;
}

function xf(format: number, fontId: number, fillId: number, alignment: string): string {
	const ids = `numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="${NORMAL}"`;
	const applied = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"';
	return alignment === '' ? `<xf ${ids}/>` : `<xf ${ids} ${applied}>${alignment}</xf>`;
}

function list(name: string, items: string[]): string {
	return `<${name} count="${items.length}">${items.join('')}</${name}>`;
}
