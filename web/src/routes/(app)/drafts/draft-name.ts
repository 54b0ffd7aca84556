import type { Draft } from '#lib/drafts/draft.ts';
import { localeTag } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a draft is called: its label, else its workbooks. */
export function draftName(draft: Pick<Draft, 'label' | 'workbooks'>): string {
	if (draft.label) return draft.label;
	// What was exported and came back is no other list.
	const own = draft.workbooks.filter(({ updated }) => updated === undefined);
	const names = own.map(({ name }) => name.replace(/\.[a-z]{3,4}$/i, ''));
	if (names.length === 0) return m.draft_nameless_draft();
	return new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(names);
}
