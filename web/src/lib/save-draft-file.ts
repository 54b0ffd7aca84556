import type { Definition } from '#shared/definition/definition.ts';
import { ENDING, type OrganisationName } from './drafts/file/draft-file.ts';
import { saveFile } from './save-workbook.ts';
import { workbookThread } from './thread/open-thread.ts';

/** Puts a draft among the downloads, for another device. Answers the file's name; null where the draft is gone. */
export async function saveDraftFile(
	draft: { id: string; name: string },
	organisation: OrganisationName,
	catalog: readonly Definition[]
): Promise<string | null> {
	const { id, name } = organisation;
	const content = await workbookThread().draftFile(draft.id, { id, name }, [...catalog]);
	return content && saveFile(content, draft.name, ENDING);
}
