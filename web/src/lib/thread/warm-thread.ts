import { GUIDE_TITLES } from '#shared/column/column.ts';
import { emptyDraft } from '../drafts/empty-draft.ts';
import { loadDraft } from '../drafts/load-draft.ts';
import { loadShapes } from '../drafts/known-shapes.ts';
import { loadHistory } from '../sync/history.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import { mergeIntoDraft } from './add-workbook.ts';
import { checkRows } from './check-rows.ts';
import { lockDraft } from './draft-lock.ts';
import type { Against } from './draft-state.ts';
import { understandWorkbook } from './import-workbook.ts';
import { makeId } from './take-turns.ts';

const NAME = 'sample.csv';
/** Enough for the browser to see what is worth compiling. */
const LINES = 60;

/**
 * Goes the way of a first workbook with a sample that nobody sees and nothing keeps: the first time that a browser opens its
 * database and runs the code takes several times as long as every other.
 */
export async function warmThread(organisationId: string, against: Omit<Against, 'history'>): Promise<void> {
	(await lockDraft(''))?.();
	await loadDraft('');
	const known = await loadShapes(organisationId);
	const history = await loadHistory(organisationId, against.settings);
	const [definition] = against.catalog;
	if (!definition) return;
	const titles = Object.values(GUIDE_TITLES);
	const lines = Array.from(
		{ length: LINES },
		(_, i) =>
			`${definition.id},Amélie,Ŷőũ ${i},ame.${i}@${i % 7 ? 'example.org' : 'gmial.com'},${i % 2 ? '2 years' : 'some day'}`
	);
	const read = await readWorkbook(new TextEncoder().encode([titles.join(), ...lines].join('\n')), NAME);
	if ('code' in read) return;
	const found = understandWorkbook({ read, digest: '', name: NAME }, { catalog: against.catalog, known });
	if ('code' in found) return;
	const draft = emptyDraft({ id: '', organisationId }, '');
	const added = mergeIntoDraft(draft, found, makeId);
	if (!('code' in added))
		checkRows({ ...draft, columns: added.columns }, added.rows, { ...against, history });
}
