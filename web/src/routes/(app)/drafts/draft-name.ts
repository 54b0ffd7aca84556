import type { Draft } from '#lib/drafts/draft.ts';
import { localeTag } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a draft is called: its label, else its workbooks. */
export function draftName(draft: Pick<Draft, 'label' | 'workbooks'>): string {
	if (draft.label) return draft.label;
	const names = draft.workbooks.map(({ name }) => name.replace(/\.[a-z]{3,4}$/i, ''));
	if (names.length === 0) return m.draft_nameless_draft();
	return new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(names);
}
