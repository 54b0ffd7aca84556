import { toast } from 'svelte-sonner';
import { goto } from '$app/navigation';
import { m } from '#lib/paraglide/messages.js';
import type { GivenBack } from '#lib/sync/give-back-drafts.ts';

/** It may come while the person is at something else, and says what they would otherwise wonder about. */
const SHOWN_MS = 20_000;

/** Says quietly that a batch was taken back elsewhere, so that its draft is open again here. */
export function tellGivenBack(drafts: GivenBack[]): void {
	for (const { draftId, label } of drafts) {
		toast.info(label ? m.sync_given_back({ label }) : m.sync_given_back_unlabelled(), {
			duration: SHOWN_MS,
			action: { label: m.batch_open_draft(), onClick: () => void goto(`/drafts/${draftId}`) }
		});
	}
}
