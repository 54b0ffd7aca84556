import type {
	DateOrder,
	DraftView,
	DraftWorkbook,
	WorkbookChoice,
	WorkbookRefusal
} from '#lib/drafts/draft.ts';
import { toast } from 'svelte-sonner';
import { m } from '#lib/paraglide/messages.js';
import type { OpenDraft } from './open-draft.svelte.ts';
import { offerUndo } from './review-acts.ts';

type Answer = { view: DraftView; refusal: WorkbookRefusal | null };

/** What the person says of the draft's workbooks. What reads one again answers why it could not, where it could not. */
export interface WorkbookActs {
	setDefinition: (digest: string, definitionId: string) => void;
	setDateOrder: (column: number, order: DateOrder) => void;
	choose: (workbook: DraftWorkbook, choice: WorkbookChoice) => Promise<WorkbookRefusal | null>;
	peek: (digest: string, sheet: string) => Promise<{ line: number; texts: string[] }[]>;
	confirmColumns: (digest: string) => void;
	takeHiddenRows: (digest: string, taken: boolean) => void;
	excludeAbsent: (digest: string) => void;
	readSheetToo: (digest: string, sheet: string) => Promise<WorkbookRefusal | null>;
	leaveSheetOut: (digest: string, sheet: string) => void;
	remove: (workbook: DraftWorkbook) => void;
}

export function workbookActs(draft: OpenDraft): WorkbookActs {
	const reread = async (ask: Parameters<typeof draft.changeWith<Answer>>[0]) =>
		(await draft.changeWith(ask))?.refusal ?? null;

	return {
		setDefinition: (digest, id) => void draft.change((thread) => thread.setDefinition(digest, id)),
		setDateOrder: (column, order) => void draft.change((thread) => thread.setDateOrder(column, order)),
		async peek(digest, sheet) {
			const lines = await draft.ask((thread) => thread.peekSheet(digest, sheet));
			if (lines === null) toast.error(m.draft_refused_took_too_long());
			return lines ?? [];
		},
		confirmColumns: (digest) => void draft.change((thread) => thread.confirmColumns(digest)),
		takeHiddenRows: (digest, taken) => void draft.change((thread) => thread.takeHiddenRows(digest, taken)),
		excludeAbsent: (digest) => void draft.change((thread) => thread.excludeAbsent(digest)),
		readSheetToo: (digest, sheet) => reread((thread) => thread.readSheetToo(digest, sheet)),
		leaveSheetOut: (digest, sheet) => void draft.change((thread) => thread.leaveSheetOut(digest, sheet)),
		async choose({ digest, name }, choice) {
			const refusal = await reread((thread) => thread.chooseInWorkbook(digest, choice));
			const isOtherRows = choice.sheet !== undefined || choice.headerLine !== undefined;
			if (!refusal && isOtherRows && draft.failure === null)
				offerUndo(draft, m.draft_workbook_reread({ workbook: name }));
			return refusal;
		},
		async remove({ digest, name }) {
			await draft.change((thread) => thread.removeWorkbook(digest));
			if (draft.failure === null) offerUndo(draft, m.draft_workbook_removed({ workbook: name }));
		}
	};
}
