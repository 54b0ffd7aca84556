import type { BatchRow, RowState } from '#shared/contract/batch.ts';
import type { HistoryChange } from '#shared/contract/history.ts';
import { foldText } from '#shared/row/fold-text.ts';
import { BLOCK_CHANGES, COLUMNS_VERSION, type HistoryColumns } from './history-blocks.ts';
import { readHistory } from './history-store.ts';

/** What is known of one credential of a batch. */
export type IssuedRow = Omit<BatchRow, 'key'> & { batchId: string };

const ROW_STATES: Record<HistoryChange['state'], RowState> = {
	held: 'held',
	issued: 'issued',
	revoked: 'revoked',
	superseded: 'superseded',
	gone: 'taken-back'
};

/**
 * The blocks of one organisation as they were read, by batch, and what each row is found by. Blocks are only added to, so
 * that only the last ones are read again.
 */
export class IssuedIndex {
	#organisationId: string;
	#begun: string | undefined;
	#changes = 0;
	#blocks: HistoryColumns[] = [];
	/** By batch, the place of each credential's last change. */
	#places = new Map<string, Map<string, number>>();
	#folded = new Map<number, string>();
	#newest: number[] | null = null;

	constructor(organisationId: string) {
		this.#organisationId = organisationId;
	}

	/** Reads what came since; false where nothing can be told yet. */
	async refresh(): Promise<boolean> {
		let from = Math.floor(this.#changes / BLOCK_CHANGES);
		let told = this.#changes > 0 ? await readHistory(this.#organisationId, from) : null;
		const goesOn = told?.cursor?.begun === this.#begun && (told?.cursor?.changes ?? 0) >= this.#changes;
		if (told === null || !goesOn) {
			from = 0;
			told = await readHistory(this.#organisationId);
			this.#forget(told?.cursor?.begun);
		}
		if (told?.cursor?.columns !== COLUMNS_VERSION) return false;
		this.#add(told.blocks, from);
		return told.cursor.asOf !== null || this.#changes > 0;
	}

	/** The batch's rows in the order of the draft. */
	rowsOf(batchId: string): number[] {
		const places = [...(this.#places.get(batchId)?.values() ?? [])];
		return places.sort((a, b) => this.#cell('position', a) - this.#cell('position', b));
	}

	/** Everything that was issued, newest first, as the server orders it. */
	newestFirst(): number[] {
		if (this.#newest) return this.#newest;
		const keys: [string, number][] = [];
		for (const batch of this.#places.values()) {
			for (const [credentialId, place] of batch) {
				const state = this.#cell('state', place);
				if (state !== 'held' && state !== 'gone')
					keys.push([`${this.#cell('validFrom', place)} ${credentialId}`, place]);
			}
		}
		keys.sort(([a], [b]) => (a < b ? 1 : a > b ? -1 : 0));
		return (this.#newest = keys.map(([, place]) => place));
	}

	/** Whether the name or the contact at a place contains the folded text. */
	contains(place: number, text: string): boolean {
		if (text === '') return true;
		let folded = this.#folded.get(place);
		if (folded === undefined) {
			const names = `${this.#cell('firstName', place)} ${this.#cell('lastName', place)}`;
			this.#folded.set(place, (folded = foldText(`${names} ${this.#cell('contact', place)}`)));
		}
		return folded.includes(text);
	}

	rowAt(place: number): IssuedRow {
		const deliveryState = this.#cell('deliveryState', place);
		const state = ROW_STATES[this.#cell('state', place)];
		// Of a row that is held, the validity tells only what will be.
		const isIssued = state !== 'held' && state !== 'taken-back';
		return {
			batchId: this.#cell('batchId', place),
			credentialId: this.#cell('credentialId', place),
			definitionId: this.#cell('definitionId', place),
			firstName: this.#cell('firstName', place),
			lastName: this.#cell('lastName', place),
			contact: this.#cell('contact', place),
			state,
			validFrom: isIssued ? this.#cell('validFrom', place) : null,
			validUntil: isIssued ? this.#cell('validUntil', place) : null,
			revokedAt: this.#cell('revokedAt', place),
			revokedReason: this.#cell('revokedReason', place),
			delivery: deliveryState && {
				state: deliveryState,
				at: this.#cell('deliveryAt', place) ?? '',
				code: this.#cell('deliveryCode', place),
				detail: null
			}
		};
	}

	#cell<K extends keyof HistoryColumns>(name: K, place: number): HistoryColumns[K][number] {
		return this.#blocks[Math.floor(place / BLOCK_CHANGES)]![name][place % BLOCK_CHANGES]!;
	}

	#add(blocks: readonly HistoryColumns[], from: number): void {
		const before = this.#changes;
		for (const [at, columns] of blocks.entries()) {
			const start = (from + at) * BLOCK_CHANGES;
			this.#blocks[from + at] = columns;
			for (let i = Math.max(0, before - start); i < columns.credentialId.length; i++) {
				this.#note(columns.batchId[i]!, columns.credentialId[i]!, start + i);
				this.#changes += 1;
			}
		}
		if (this.#changes !== before) this.#newest = null;
	}

	#note(batchId: string, credentialId: string, place: number): void {
		let batch = this.#places.get(batchId);
		if (!batch) this.#places.set(batchId, (batch = new Map<string, number>()));
		batch.set(credentialId, place);
	}

	#forget(begun: string | undefined): void {
		this.#begun = begun;
		this.#changes = 0;
		this.#blocks = [];
		this.#places.clear();
		this.#folded.clear();
		this.#newest = null;
	}
}
