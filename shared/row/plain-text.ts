// Controls (C0, C1) and overrides of the writing direction: they change how the text around them looks, and no name needs
// them. Line and paragraph separators break lines as well.
const CONTROL = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069';

/** Text for people on one line, for zod's `regex`; blanks at its ends are not its matter. */
export const ONE_LINE = new RegExp(`^[^${CONTROL}\\t\\n\\r\\u2028\\u2029]*$`);

/** Text for people on one line or several. */
export const SEVERAL_LINES = new RegExp(`^[^${CONTROL}]*$`);
