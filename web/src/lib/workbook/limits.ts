/** Bytes of a workbook. A hundred thousand rows of a template weigh about 8 MB; beyond this it is something else. */
export const MAX_WORKBOOK_BYTES = 100 * 1024 * 1024;
/** Rows that carry something, header aside: what one batch can declare. */
export const MAX_ROWS = 200_000;
/** Columns that carry something: four of the guide and more variables than any definition may have. */
export const MAX_COLUMNS = 500;
/** Characters in a cell: Excel's own limit, so only a hand-made file can be over it. */
export const MAX_CELL_CHARACTERS = 32_767;

/** Merged areas of a sheet; where there are more, it is no table that people fill in. */
export const MAX_MERGES = 100_000;

/** Parts of a workbook's ZIP; a workbook with a hundred sheets and pictures has a few hundred. */
export const MAX_ENTRIES = 10_000;
/** Inflated bytes of one part: half of what V8 can hold as one string. */
export const MAX_ENTRY_BYTES = 256 * 1024 * 1024;
/** Inflated bytes of all parts. */
export const MAX_INFLATED_BYTES = 512 * 1024 * 1024;
/** Inflated to packed. Sheets of blank styled rows reach about 150; deflate itself ends at 1,032, where bombs live. */
export const MAX_RATIO = 400;
/** Below this a part may have any ratio: it cannot hurt. */
export const RATIO_MATTERS_FROM = 16 * 1024 * 1024;
