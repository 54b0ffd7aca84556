import { expose, transfer } from 'comlink';
import { makeThread } from './make-thread.ts';
import type { WorkbookThread } from './workbook-thread.ts';

const thread = makeThread();

/** Bytes are handed over, not copied. */
const exposed: WorkbookThread = {
	...thread,
	async template(definitions, words) {
		const bytes = await thread.template(definitions, words);
		return transfer(bytes, [bytes.buffer as ArrayBuffer]);
	},
	async exportDraft(locale) {
		const bytes = await thread.exportDraft(locale);
		return bytes && transfer(bytes, [bytes.buffer as ArrayBuffer]);
	},
	async prepareBatch() {
		const prepared = await thread.prepareBatch();
		return transfer(
			prepared,
			prepared.chunks.map((chunk) => chunk.buffer as ArrayBuffer)
		);
	}
};

expose(exposed);
