import type { Draft } from '#lib/drafts/draft.ts';
import { formatList } from '#lib/format-list.ts';
import { m } from '#lib/paraglide/messages.js';

/** More workbooks than these are counted instead. */
const MOST_NAMED = 3;
const NAMED = 2;
/** An export is named after the draft, and a file's name has room for 255 bytes. */
const LONGEST_NAME = 60;

/** What a draft is called: its label, else its workbooks. */
export function draftName(draft: Pick<Draft, 'label' | 'workbooks'>): string {
	if (draft.label) return draft.label;
	// What was exported and came back is no other list.
	const own = draft.workbooks.filter(({ updated }) => updated === undefined);
	// Two sheets of a workbook are one name.
	const names = [...new Set(own.map(({ name }) => shorten(name.replace(/\.[a-z]{3,4}$/i, ''))))];
	if (names.length === 0) return m.draft_nameless_draft();
	if (names.length <= MOST_NAMED) return formatList(names);
	const rest = m.draft_columns_more({ count: names.length - NAMED });
	return formatList([...names.slice(0, NAMED), rest]);
}

function shorten(name: string): string {
	const characters = [...name];
	return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME).join('').trim()}…` : name;
}
