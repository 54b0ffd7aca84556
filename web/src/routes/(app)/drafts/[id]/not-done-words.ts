import type { ChangeRefusal } from '#lib/drafts/draft.ts';
import { formatCount } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** Why a change was not made. */
export function wordsOfNotDone({ code, limit }: ChangeRefusal): string {
	const count = formatCount(limit);
	return code === 'too-many-rows'
		? m.draft_not_done_rows({ limit: count })
		: m.draft_not_done_cell({ limit: count });
}
