import { expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { hasSoundDirectory } from './check-compound.ts';
import { readWorkbook } from './read-workbook.ts';

const SECTOR = 512;
const DIRECTORY_AT = 48;
const ENTRY = 128;
const [BEFORE, AFTER, WITHIN] = [68, 72, 76];

function oldBook(): { bytes: Uint8Array; view: DataView; directory: number } {
	const book = utils.book_new();
	utils.book_append_sheet(book, utils.aoa_to_sheet([['Score'], ['88']]), 'Sheet1');
	const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer);
	const view = new DataView(bytes.buffer);
	return { bytes, view, directory: (view.getUint32(DIRECTORY_AT, true) + 1) * SECTOR };
}

test('a directory whose entries lead back to themselves is refused, and not followed for ever', async () => {
	expect(hasSoundDirectory(oldBook().bytes)).toBe(true);
	for (const [entry, link, to] of [
		[1, BEFORE, 1],
		[1, AFTER, 0],
		[2, WITHIN, 0],
		[2, AFTER, 2]
	] as const) {
		const { bytes, view, directory } = oldBook();
		view.setUint32(directory + entry * ENTRY + link, to, true);
		// The root leads to whatever leads back to it.
		if (to === 0) view.setUint32(directory + WITHIN, entry, true);
		expect(hasSoundDirectory(bytes), `${entry} ${link} ${to}`).toBe(false);
		expect(await readWorkbook(bytes, 'old.xls')).toMatchObject({ code: 'damaged' });
	}
});

test('a directory that is not there, or comes round again, is refused', () => {
	const { bytes, view } = oldBook();
	view.setUint32(DIRECTORY_AT, 0x00ffffff, true);
	expect(hasSoundDirectory(bytes)).toBe(false);
	expect(hasSoundDirectory(bytes.subarray(0, 100))).toBe(false);
});
