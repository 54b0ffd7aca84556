import type { Definition } from '#shared/definition/definition.ts';
import { db } from '../../db.ts';
import type { Draft, WorkbookRefusal } from '../draft.ts';
import { isNoSpace } from '../no-space.ts';
import { storeDraft } from '../store-draft.ts';
import type { DraftInFile } from './draft-file.ts';
import { readDraftFile } from './read-draft-file.ts';

interface Into {
	/** The id of the new draft. */
	id: string;
	organisationId: string;
	catalog: readonly Definition[];
	/** Milliseconds since the epoch. */
	now: number;
}

/**
 * Makes a new draft of a draft file. `notes` are what there is to say of it: where `isTaken` is false, why it was refused.
 * Its rows keep their keys and credential ids, so that the server issues each of them once, from whichever device.
 */
export async function takeDraftFile(
	file: File,
	into: Into
): Promise<{ isTaken: boolean; notes: WorkbookRefusal[] }> {
	const { name } = file;
	const refuse = (code: WorkbookRefusal['code'], params: WorkbookRefusal['params'] = {}) => ({
		isTaken: false,
		notes: [{ name, code, params }]
	});
	const read = await readDraftFile(file);
	if (typeof read === 'string') return refuse(read);
	if (read.organisation.id !== into.organisationId)
		return refuse('draft-other-organisation', { organisation: read.organisation.name });
	const here = await findHere(into.organisationId, new Set(read.rows.map(({ key }) => key)));
	if (here?.batchId) return refuse('draft-issued', { batchId: here.batchId });
	if (here) return refuse('draft-here', { draftId: here.id });
	try {
		await store(read, into);
	} catch (fault) {
		if (isNoSpace(fault)) return refuse('no-space');
		throw fault;
	}
	return { isTaken: true, notes: notesOf(name, read, into.catalog) };
}

/** The draft on this device that has any of these rows: an open one before one that was issued. */
async function findHere(organisationId: string, keys: ReadonlySet<string>): Promise<Draft | null> {
	const drafts = await db.drafts.where({ organisationId }).toArray();
	drafts.sort((a, b) => Number(a.batchId !== null) - Number(b.batchId !== null));
	for (const draft of drafts) {
		const blocks = db.draftRows.where('[draftId+block]').between([draft.id, 0], [draft.id, Infinity]);
		const isMatch = (key: unknown) => typeof key === 'string' && keys.has(key);
		const found = await blocks
			.filter(({ packed, rows }) => !!packed?.keys?.some(isMatch) || !!rows?.some((row) => isMatch(row?.key)))
			.first();
		if (found) return draft;
	}
	return null;
}

async function store(read: DraftInFile, { id, organisationId, now }: Into): Promise<void> {
	const { rows, files } = read;
	const draft: Draft = {
		...read.draft,
		id,
		organisationId,
		updatedAt: new Date(now).toISOString(),
		rowCount: rows.length,
		removedCount: rows.filter(({ removed }) => removed).length,
		batchId: null
	};
	const changed = rows.map((_, index) => index);
	await db.transaction('rw', db.drafts, db.draftRows, db.draftEdits, db.draftFiles, async () => {
		await storeDraft({ isNew: true, draft, rows, changed, storedRows: 0, edited: new Set() });
		await db.draftFiles.bulkPut(files.map((each) => ({ draftId: id, ...each })));
	});
}

function notesOf(name: string, read: DraftInFile, catalog: readonly Definition[]): WorkbookRefusal[] {
	const known = new Map(catalog.map((definition) => [definition.id, definition]));
	const namesOf = (isMeant: (definition: Definition) => boolean) =>
		read.definitions.filter(isMeant).map(({ name }) => name);
	const unknown = namesOf(({ id }) => !known.has(id));
	const changed = namesOf(({ id, version }) => known.has(id) && known.get(id)!.version !== version);
	const notes: WorkbookRefusal[] = [{ name, code: 'draft-same-rows', params: {} }];
	if (read.lostRows > 0) notes.push({ name, code: 'draft-lost-rows', params: { count: read.lostRows } });
	if (unknown.length)
		notes.push({
			name,
			code: 'draft-unknown-definitions',
			params: { count: unknown.length, names: unknown.join(', ') }
		});
	if (changed.length)
		notes.push({ name, code: 'draft-changed-definitions', params: { names: changed.join(', ') } });
	return notes;
}
