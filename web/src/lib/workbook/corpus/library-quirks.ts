/** Where SheetJS is known to be wrong, or to tell less than Excel shows. */
export const SHEETJS_QUIRKS: Record<string, string> = {};

/** Where hucre is known to be wrong, or to tell less than Excel shows. */
export const HUCRE_QUIRKS: Record<string, string> = {};
