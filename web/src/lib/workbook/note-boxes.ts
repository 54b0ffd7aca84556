/** A note at a title of row 1. */
export interface Note {
	column: number;
	text: string;
}

const BOX_WIDTH = 320;
/** Of a default font's row, in pixels; a line of a note takes as much. */
const LINE_HEIGHT = 20;
/** Characters that are sure to fit into a line of a box, in a font that nobody chose. */
const LINE_CHARACTERS = 42;
const GAP = 12;
/** Columns that nobody gave a width. */
const DEFAULT_WIDTH = 8.43;
/** Ids of the first sheet's shapes. */
const FIRST_SHAPE = 1025;

/**
 * The legacy drawing (VML) without which Excel repairs a workbook with notes: a box for each, wide and high enough for its
 * text whatever the columns under it are wide. `widths` are the columns', in characters.
 */
export function noteBoxes(notes: readonly Note[], widths: readonly number[]): string {
	const shapes = notes.map(({ column, text }, i) => {
		const lines = text.split('\n').reduce((sum, line) => sum + linesOf(line), 0);
		const [toColumn, toOffset] = reach(widths, column + 1, GAP + BOX_WIDTH);
		const anchor = [column + 1, GAP, 0, 4, toColumn, toOffset, lines + 1, 4].join(', ');
		const size = `width:${points(BOX_WIDTH)}pt;height:${points((lines + 1) * LINE_HEIGHT)}pt`;
		return [
			`<v:shape id="_x0000_s${FIRST_SHAPE + i}" type="#_x0000_t202"`,
			` style="position:absolute;margin-left:80pt;margin-top:2pt;${size};z-index:${i + 1};visibility:hidden"`,
			' fillcolor="#fff3d9" o:insetmode="auto">',
			'<v:fill color2="#fff3d9"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>',
			'<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>',
			'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>',
			`<x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>`,
			`<x:Row>0</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
		].join('');
	});
	return [
		'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"',
		' xmlns:x="urn:schemas-microsoft-com:office:excel">',
		'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>',
		'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">',
		'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>',
		...shapes,
		'</xml>'
	].join('');
}

function linesOf(line: string): number {
	return Math.max(1, Math.ceil(line.length / LINE_CHARACTERS));
}

/** The column, and the pixels in it, that lie so many pixels to the right of where `column` begins. */
function reach(widths: readonly number[], column: number, pixels: number): [column: number, offset: number] {
	const width = columnPixels(widths[column] ?? DEFAULT_WIDTH);
	return pixels < width ? [column, pixels] : reach(widths, column + 1, pixels - width);
}

/** Seven pixels a digit of the default font, and five for the column's margins. */
function columnPixels(characters: number): number {
	return Math.round(characters * 7) + 5;
}

function points(pixels: number): number {
	return pixels * 0.75;
}
