import { liveQuery, type Subscription } from 'dexie';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import { db } from '../db.ts';
import { pullCatalog } from './pull-catalog.ts';

/** The catalog as the server last told it, mirrored on the device. */
class CatalogMirror {
	/** Every definition, archived ones too, by name. Another array only where something of it is another. */
	entries = $state.raw<CatalogEntry[]>([]);
	/** When the server last told it (milliseconds since the epoch); null: never on this device. */
	asOf = $state<number | null>(null);
	/** `first`: nothing is known yet, neither from the device nor from the server. */
	state = $state<'first' | 'ready' | 'unreachable'>('first');
	#organisationId: string | null = null;
	#subscription: Subscription | undefined;

	/** Shows what the device has, whichever tab or pull brings it, and asks the server. */
	async open(organisationId: string): Promise<void> {
		this.#subscription?.unsubscribe();
		if (this.#organisationId !== organisationId) this.#clear();
		this.#organisationId = organisationId;
		await this.#show();
		this.#subscription = liveQuery(() => readCatalog(organisationId)).subscribe((kept) =>
			this.#put(organisationId, kept)
		);
		await this.refresh();
	}

	/** Resolves when the device knows what the server knew at the time of asking, or could not be reached. */
	async refresh(): Promise<void> {
		const organisationId = this.#organisationId;
		if (organisationId === null) return;
		const { isAnswered } = await pullCatalog(organisationId);
		await this.#show();
		if (!isAnswered && this.#organisationId === organisationId && this.asOf === null) {
			this.state = 'unreachable';
		}
	}

	/** One definition as the server just answered it. */
	async put(entry: CatalogEntry): Promise<void> {
		const organisationId = this.#organisationId;
		if (organisationId === null) return;
		await db.definitions.put({ organisationId, id: entry.id, entry });
		await this.#show();
	}

	find(id: string): CatalogEntry | undefined {
		return this.entries.find((entry) => entry.id === id);
	}

	async #show(): Promise<void> {
		const organisationId = this.#organisationId;
		if (organisationId !== null) this.#put(organisationId, await readCatalog(organisationId));
	}

	#put(organisationId: string, { entries, asOf }: KeptCatalog): void {
		if (this.#organisationId !== organisationId) return;
		if (JSON.stringify(entries) !== JSON.stringify(this.entries)) this.entries = entries;
		this.asOf = asOf;
		if (asOf !== null) this.state = 'ready';
	}

	#clear(): void {
		this.entries = [];
		this.asOf = null;
		this.state = 'first';
	}
}

interface KeptCatalog {
	entries: CatalogEntry[];
	asOf: number | null;
}

async function readCatalog(organisationId: string): Promise<KeptCatalog> {
	const [kept, cursor] = await db.transaction('r', db.definitions, db.pullCursors, () =>
		Promise.all([
			db.definitions.where({ organisationId }).toArray(),
			db.pullCursors.get([organisationId, 'definitions'])
		])
	);
	const entries = kept.map(({ entry }) => entry).toSorted((a, b) => a.name.localeCompare(b.name));
	return { entries, asOf: cursor?.asOf ?? asOfBefore(organisationId) };
}

/** Where copies of the app before version 4 of the database wrote it down. */
function asOfBefore(organisationId: string): number | null {
	return Number(localStorage.getItem(`sheaf-catalog-as-of:${organisationId}`) ?? 0) || null;
}

export const catalog = new CatalogMirror();
