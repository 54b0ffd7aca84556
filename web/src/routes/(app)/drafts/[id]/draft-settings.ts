import type { DraftSettings } from '#lib/drafts/draft.ts';
import { readRefusedRows } from '#lib/outbox.ts';
import { serverNow } from '#lib/server-clock.ts';

/** What a draft's rows are validated by, beside the catalog. */
export async function settingsOf(draft: { draftId: string; timeZone: string }): Promise<DraftSettings> {
	const refusal = await readRefusedRows(draft.draftId);
	const settings = { timeZone: draft.timeZone, now: serverNow() };
	// Where a definition has changed, its newer version says what is wrong now.
	if (!refusal || refusal.kind === 'definition-changed') return settings;
	const changed = new Set(refusal.changedKeys);
	const keys = refusal.rowKeys.filter((key) => !changed.has(key));
	return { ...settings, refused: { keys, isIssued: refusal.kind === 'refused' } };
}
