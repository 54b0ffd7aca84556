const HEAD_BYTES = 4;
/** Where the first record says its version ([MS-XLS] 2.4.21), and that of Excel 97 to 2003. */
const VERSION_AT = 5;
const VERSION = 0x06;
const FORMULA = 0x0006;
/** Says which Excel worked the formulas out last ([MS-XLS] 2.4.215); Excel and LibreOffice never leave it out. */
const RECALC_ID = 0x01c1;
/** Of a formula's result, behind its row, column and style. */
const RESULT_AT = 6;
const RESULT_BYTES = 8;
const BLANK = '3,0,0,0,0,0,255,255';
const ZERO = '0,0,0,0,0,0,0,0';
/** An error that Excel has no name for. */
const ERROR = [2, 0, 0xff, 0, 0, 0, 0xff, 0xff];

/**
 * Makes errors of the formulas of an old workbook that nobody has worked out: a program wrote it, and put nothing or zero for
 * each result. The format has no sign at the cell, but such a program does not say either that anything was ever worked out.
 */
export function markUncalculated(bytes: Uint8Array): void {
	if (bytes[VERSION_AT] !== VERSION) return;
	const results: number[] = [];
	for (let at = 0; at + HEAD_BYTES <= bytes.length;) {
		const type = bytes[at]! | (bytes[at + 1]! << 8);
		const size = bytes[at + 2]! | (bytes[at + 3]! << 8);
		if (type === RECALC_ID) return;
		at += HEAD_BYTES;
		if (type === FORMULA && size >= RESULT_AT + RESULT_BYTES) {
			const result = bytes.subarray(at + RESULT_AT, at + RESULT_AT + RESULT_BYTES).join();
			if (result !== BLANK && result !== ZERO) return;
			results.push(at + RESULT_AT);
		}
		at += size;
	}
	for (const at of results) bytes.set(ERROR, at);
}
