import { toast } from 'svelte-sonner';
import type { Definition } from '#shared/definition/definition.ts';
import { m } from '#lib/paraglide/messages.js';
import { safeName, saveWorkbook } from '#lib/save-workbook.ts';
import { workbookThread } from '#lib/thread/open-thread.ts';
import { templateWords } from './template/template-words.ts';

/** Makes the template of one or several definitions and puts it among the downloads. */
export async function saveTemplate(definitions: Definition[]): Promise<void> {
	let bytes: Uint8Array;
	try {
		bytes = await workbookThread().template(definitions, templateWords(definitions));
	} catch {
		toast.error(m.catalog_template_failed());
		return;
	}
	toast.success(m.catalog_template_saved({ file: saveWorkbook(bytes, nameOf(definitions)) }));
}

function nameOf(definitions: Pick<Definition, 'name'>[]): string {
	const [first] = definitions;
	const name = definitions.length === 1 && first ? first.name : m.catalog_template_several();
	return safeName(name) || m.catalog_template();
}
