import { BO, TITLES, ZOE } from './people.ts';
import { makePackage, textRows, zipPackage, type Package } from './xlsx-package.ts';

export const ROWS = { 1: TITLES, 2: ZOE, 3: BO };
/** The texts of `sharedRows`, as shared strings. */
export const STRINGS = [...TITLES, ...ZOE].map((text) => `<si><t>${text}</t></si>`).join('');

/** The people's workbook, its parts changed. */
export function people(change?: (parts: Package) => Package): Uint8Array {
	const parts = makePackage([{ rows: textRows(ROWS) }]);
	return zipPackage(change ? change(parts) : parts);
}

export function sharedRows(): string {
	const cell = (at: string, i: number) => `<c r="${at}" t="s"><v>${i}</v></c>`;
	return `<row r="1">${cell('A1', 0)}${cell('B1', 1)}${cell('C1', 2)}</row><row r="2">${cell('A2', 3)}${cell('B2', 4)}${cell('C2', 5)}</row>`;
}
