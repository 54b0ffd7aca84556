import { toast } from 'svelte-sonner';
import type { Definition } from '#shared/definition/definition.ts';
import { m } from '#lib/paraglide/messages.js';
import { workbookThread } from '#lib/thread/open-thread.ts';
import { templateWords } from './template-words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** The browser reads the bytes after the click has returned. */
const KEPT_MS = 60_000;

/** Makes the template of one or several definitions and puts it among the downloads. */
export async function saveTemplate(definitions: Definition[]): Promise<void> {
	let bytes: Uint8Array;
	try {
		bytes = await workbookThread().template(definitions, templateWords(definitions));
	} catch {
		toast.error(m.catalog_template_failed());
		return;
	}
	const file = fileNameOf(definitions);
	const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: XLSX }));
	const link = document.createElement('a');
	link.href = url;
	link.download = file;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
	toast.success(m.catalog_template_saved({ file }));
}

/** Without the characters that Windows refuses in a file's name. */
export function fileNameOf(definitions: Pick<Definition, 'name'>[]): string {
	const [first] = definitions;
	const name = definitions.length === 1 && first ? first.name : m.catalog_template_several();
	const safe = name
		.replace(/[\u0000-\u001f<>:"/\\|?*]/g, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[ .]+|[ .]+$/g, '');
	return `${safe || m.catalog_template()}.xlsx`;
}
