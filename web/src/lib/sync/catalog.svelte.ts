import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { getCatalog } from '../api.ts';
import { db } from '../db.ts';

/** The catalog as the server last told it, mirrored on the device. */
class CatalogMirror {
	/** Every definition, archived ones too, by name. */
	entries = $state.raw<CatalogEntry[]>([]);
	/** When the server last told it (milliseconds since the epoch); null: never on this device. */
	asOf = $state<number | null>(null);
	/** `first`: nothing is known yet, neither from the device nor from the server. */
	state = $state<'first' | 'ready' | 'unreachable'>('first');
	#organisationId: string | null = null;

	/** Shows what the device has, then asks the server. */
	async open(organisationId: string): Promise<void> {
		this.#organisationId = organisationId;
		const kept = await db.definitions.where({ organisationId }).toArray();
		if (this.#organisationId !== organisationId) return;
		const asOf = Number(localStorage.getItem(asOfKey(organisationId)) ?? 0) || null;
		this.entries = sortByName(kept.map(({ entry }) => entry));
		this.asOf = asOf;
		if (asOf !== null) this.state = 'ready';
		await this.refresh();
	}

	async refresh(): Promise<void> {
		const organisationId = this.#organisationId;
		if (organisationId === null) return;
		const answer = await getCatalog();
		if (this.#organisationId !== organisationId) return;
		if (!answer.ok) {
			if (this.asOf === null) this.state = 'unreachable';
			return;
		}
		await this.#keep(organisationId, answer.value.definitions);
	}

	/** One definition as the server just answered it. */
	async put(entry: CatalogEntry): Promise<void> {
		const organisationId = this.#organisationId;
		if (organisationId === null) return;
		await db.definitions.put({ organisationId, id: entry.id, entry });
		this.entries = sortByName([...this.entries.filter(({ id }) => id !== entry.id), entry]);
	}

	find(id: string): CatalogEntry | undefined {
		return this.entries.find((entry) => entry.id === id);
	}

	async #keep(organisationId: string, entries: CatalogEntry[]): Promise<void> {
		await db.transaction('rw', db.definitions, async () => {
			await db.definitions.where({ organisationId }).delete();
			await db.definitions.bulkPut(entries.map((entry) => ({ organisationId, id: entry.id, entry })));
		});
		const now = Date.now();
		localStorage.setItem(asOfKey(organisationId), String(now));
		this.entries = sortByName(entries);
		this.asOf = now;
		this.state = 'ready';
	}
}

function asOfKey(organisationId: string): string {
	return `sheaf-catalog-as-of:${organisationId}`;
}

function sortByName(entries: CatalogEntry[]): CatalogEntry[] {
	return entries.toSorted((a, b) => a.name.localeCompare(b.name));
}

export const catalog = new CatalogMirror();
