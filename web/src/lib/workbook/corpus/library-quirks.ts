/** Where SheetJS 0.20.3 is known to be wrong, or to tell less than Excel shows. */
export const SHEETJS_QUIRKS: Record<string, string> = {
	'cell-at-xfd1048576.xlsx':
		'tells the stray cell, which Sheaf leaves out because no title can stand above it',
	'dates-in-builtin-formats.xlsx': 'takes the built-in formats 27 and 57, dates of East Asia, for none',
	'empty-shared-strings.xlsx': 'a self-closing <si/> shifts every later string',
	'above-u-ffff.xlsx': 'character references above U+FFFF vanish',
	'inline-strings.xlsx': 'character references above U+FFFF vanish',
	'escapes.xlsx': 'leaves the line ends of the XML as they are, and decodes no pair of surrogates',
	'cdata-and-comments.xlsx': 'takes comments in a string for text',
	'cells-without-references.xlsx': 'counts an empty row without a number as none',
	'unknown-elements.xlsx': 'takes cells of other namespaces for cells',
	'merged-over-content.xlsx': 'tells what a merge covers',
	'formula-without-cached-value.xlsx': 'tells nothing where Excel would work it out',
	'date-29-february-1900.xlsx': 'tells the serial number, which is no day of the calendar here',
	'zip64.xlsx': 'reads no sizes of 64 bits',
	'hidden-by-format.xlsx': 'tells what a format hides',
	'hidden-by-format-by-libreoffice.xlsx': 'tells what a format hides',
	'texts-under-formats.xlsx': 'tells texts without what their formats put around them',
	'texts-under-formats-by-libreoffice.xlsx': 'tells texts without what their formats put around them'
};

/** Where hucre 1.0.0 is known to be wrong, or to tell less than Excel shows. */
export const HUCRE_QUIRKS: Record<string, string> = {
	'cell-at-xfd1048576.xlsx': 'makes a grid of all cells between, and gives up',
	'chart-sheet.xlsx': 'looks for a worksheet behind a chart sheet',
	'dates-at-the-edges.xlsx': 'makes dates of what Excel has no date for',
	'time-only.xlsx': 'makes dates of times',
	'time-only-by-libreoffice.xlsx': 'makes dates of times',
	'numbers-in-rare-formats.xlsx': 'takes a zero for a date by the first section alone',
	'numbers-in-rare-formats-by-libreoffice.xlsx': 'takes a zero for a date by the first section alone',
	'iso-dates.xlsx': 'leaves a date with a time in ISO 8601 as text',
	'escapes.xlsx': 'leaves the line ends of the XML as they are',
	'inline-strings.xlsx': 'takes the phonetic reading of an inline string for its text',
	'unknown-elements.xlsx': 'takes cells of other namespaces for cells',
	'merged-over-content.xlsx': 'tells what a merge covers',
	'formula-without-cached-value.xlsx': 'tells nothing where Excel would work it out',
	'date-29-february-1900.xlsx': 'makes it the day before',
	'backslashes-in-names.xlsx': 'takes no backslashes in the names of a ZIP',
	'hidden-by-format.xlsx': 'tells what a format hides',
	'hidden-by-format-by-libreoffice.xlsx': 'tells what a format hides',
	'texts-under-formats.xlsx': 'tells texts without what their formats put around them',
	'texts-under-formats-by-libreoffice.xlsx': 'tells texts without what their formats put around them'
};
