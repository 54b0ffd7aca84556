import type { HistoryChange } from '#shared/contract/history.ts';
import type { DeliveryState } from '#shared/delivery/delivery.ts';
import { holderKey } from '#shared/validate/history.ts';

/** Changes of one organisation, in the order in which they were told; the last one of a credential counts. */
export interface IssuedBlock {
	organisationId: string;
	block: number;
	columns: HistoryColumns;
}

/** Columns are read several times as quickly as objects; the holders' keys are dear to make, so they lie beside them. */
export type HistoryColumns = { [K in (typeof COLUMNS)[number]]: HistoryChange[K][] } & {
	deliveryState: (DeliveryState | null)[];
	deliveryAt: (string | null)[];
	deliveryCode: (string | null)[];
	holder: string[];
};

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
	/** `COLUMNS_VERSION` as it was then; undefined in what version 3 of the database holds. */
	columns?: number;
	/** Made anew whenever the blocks begin anew: until then they are only added to. */
	begun?: string;
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

/** Raised with every column that is added: blocks without it are pulled anew. */
export const COLUMNS_VERSION = 2;

/** In the blocks since they exist, and enough to know who holds what. */
const FIRST_COLUMNS = [
	'credentialId',
	'definitionId',
	'firstName',
	'lastName',
	'contact',
	'validFrom',
	'validUntil',
	'state'
] as const satisfies (keyof HistoryChange)[];

const COLUMNS = [
	...FIRST_COLUMNS,
	'batchId',
	'position',
	'revokedAt',
	'revokedReason'
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
		batchId: [],
		position: [],
		revokedAt: [],
		revokedReason: [],
		deliveryState: [],
		deliveryAt: [],
		deliveryCode: [],
		holder: []
	};
}

export function addChange(columns: HistoryColumns, change: HistoryChange): void {
	for (const name of COLUMNS) (columns[name] as unknown[]).push(change[name]);
	columns.deliveryState.push(change.delivery?.state ?? null);
	columns.deliveryAt.push(change.delivery?.at ?? null);
	columns.deliveryCode.push(change.delivery?.code ?? null);
	columns.holder.push(holderKey(change));
}

/** Whether what was read back tells who holds what; the later columns may be missing: see `COLUMNS_VERSION`. */
export function isWhole(columns: HistoryColumns | undefined): columns is HistoryColumns {
	const length = columns?.holder?.length;
	return (
		length !== undefined &&
		FIRST_COLUMNS.every((name) => Array.isArray(columns![name]) && columns![name].length === length)
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
