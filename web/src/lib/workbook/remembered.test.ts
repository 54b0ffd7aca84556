import { expect, test } from 'vitest';
import { DRAFT_PROPERTY, readRemembered, REMEMBERED_PROPERTY, writeRemembered } from './remembered.ts';

const DEFINITIONS = [
	{ id: 'D3V2-QMHQ', version: 1 },
	{ id: 'MN29-GXDJ', version: 12 }
];
const DRAFT = '2f6d0b0e-6a40-4c0e-9b6d-0d6a8a4b7c11';

test('a template remembers its definitions, an export its draft as well', () => {
	const written = writeRemembered(DEFINITIONS);
	expect(readRemembered(new Map([[REMEMBERED_PROPERTY, written]]))).toEqual({ definitions: DEFINITIONS });
	expect(
		readRemembered(
			new Map([
				[REMEMBERED_PROPERTY, written],
				[DRAFT_PROPERTY, DRAFT]
			])
		)
	).toEqual({ definitions: DEFINITIONS, draftId: DRAFT });
	expect(readRemembered(new Map([[DRAFT_PROPERTY, DRAFT]]))).toEqual({ definitions: [], draftId: DRAFT });
});

test('what Sheaf did not write is nothing', () => {
	expect(readRemembered(new Map())).toBeNull();
	expect(readRemembered(new Map([['Company', 'Sheaf']]))).toBeNull();
	expect(readRemembered(new Map([[REMEMBERED_PROPERTY, 'D3V2-QMHQ']]))).toBeNull();
	expect(readRemembered(new Map<string, unknown>([[REMEMBERED_PROPERTY, 7]]))).toBeNull();
	expect(readRemembered(new Map([[DRAFT_PROPERTY, '__proto__']]))).toBeNull();
});
