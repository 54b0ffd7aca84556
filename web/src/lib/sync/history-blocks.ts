import type { HistoryChange } from '#shared/contract/history.ts';
import { holderKey } from '#shared/validate/history.ts';

/** Changes of one organisation, in the order in which they were told; the last one of a credential counts. */
export interface IssuedBlock {
	organisationId: string;
	block: number;
	columns: HistoryColumns;
}

/** Columns are read several times as quickly as objects; the holders' keys are dear to make, so they lie beside them. */
export type HistoryColumns = { [K in (typeof COLUMNS)[number]]: HistoryChange[K][] } & { holder: string[] };

/** How far an organisation's history was pulled. */
export interface IssuedCursor {
	organisationId: string;
	/** null: from the beginning. */
	cursor: string | null;
	/** Changes in the blocks. */
	changes: number;
	/** When the server last had nothing more to tell (milliseconds since the epoch). */
	asOf: number | null;
	/** `HOLDER_SAMPLE` as it was when the blocks were written. */
	holders: string;
}

/** Changes in one record: at most so many are written anew for a single one more. */
export const BLOCK_CHANGES = 1000;

/** The key of a holder with everything that a key may fold: where it differs, the kept keys are another app version's. */
export const HOLDER_SAMPLE = holderKey({
	definitionId: 'D3V2-QMHQ',
	contact: 'Zoë.O’Neil@Example.COM',
	firstName: ' ÉLODIE  Ａnn\u200b',
	lastName: 'Straße-ﬁ Ångström'
});

const COLUMNS = [
	'credentialId',
	'definitionId',
	'firstName',
	'lastName',
	'contact',
	'validFrom',
	'validUntil',
	'state'
] as const satisfies (keyof HistoryChange)[];

export function emptyColumns(): HistoryColumns {
	return {
		credentialId: [],
		definitionId: [],
		firstName: [],
		lastName: [],
		contact: [],
		validFrom: [],
		validUntil: [],
		state: [],
		holder: []
	};
}

export function addChange(columns: HistoryColumns, change: HistoryChange): void {
	for (const name of COLUMNS) (columns[name] as unknown[]).push(change[name]);
	columns.holder.push(holderKey(change));
}

/** Whether what was read back is a block at all. */
export function isWhole(columns: HistoryColumns | undefined): columns is HistoryColumns {
	const length = columns?.holder?.length;
	return (
		length !== undefined &&
		COLUMNS.every((name) => Array.isArray(columns![name]) && columns![name].length === length)
	);
}

/** The holder at a place, by the key of this version of the app. */
export function holderAt(columns: HistoryColumns, place: number, isKept: boolean): string {
	if (isKept) return columns.holder[place]!;
	return holderKey({
		definitionId: columns.definitionId[place]!,
		contact: columns.contact[place]!,
		firstName: columns.firstName[place]!,
		lastName: columns.lastName[place]!
	});
}
