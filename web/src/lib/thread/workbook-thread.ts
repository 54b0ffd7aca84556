import type { Definition } from '#shared/definition/definition.ts';
import type { IssueGroup } from './make-changes.ts';
import type { BatchDeclaration } from '#shared/contract/batch.ts';
import type { TemplateWords } from '../workbook/template-words.ts';
import type { OrganisationName } from '../drafts/file/draft-file.ts';
import type { Area, Block, Replacement } from '../drafts/area.ts';
import type {
	DateOrder,
	DraftSettings,
	DraftView,
	ImportProgress,
	ReviewFilter,
	ReviewRow,
	WorkbookChoice,
	WorkbookRefusal
} from '../drafts/draft.ts';

/**
 * What the workbook thread offers to the page. It holds the rows of the open draft; the page holds what it shows.
 * Every change is in IndexedDB before the promise resolves, unless the view says that it could not be stored.
 */
export interface WorkbookThread {
	/**
	 * Bytes of an xlsx: one definition as the guide has it, several with ID first and the union of the variables.
	 * `words` are the person's, without them the guide's.
	 */
	template(definitions: Definition[], words?: TemplateWords): Promise<Uint8Array>;
	/**
	 * Reads, merges and validates into the draft, which is made where it does not exist. Each workbook is either stored or
	 * refused. `view` is null where there is still no draft.
	 */
	importWorkbooks(
		draft: { id: string; organisationId: string },
		files: File[],
		catalog: Definition[],
		settings: DraftSettings,
		onProgress: (progress: ImportProgress) => void
	): Promise<{ view: DraftView | null; refusals: WorkbookRefusal[] }>;
	/** Makes ready for a first workbook of this organisation, so that it is read as quickly as any other. */
	warm(organisationId: string, catalog: Definition[], settings: DraftSettings): Promise<void>;
	/** The workbooks that are not stored yet are refused as cancelled. */
	cancelImport(): Promise<void>;
	/**
	 * null where there is no such draft. Validates again against the catalog as it is now. Read-only where another tab has it
	 * open or it has become a batch; changes then change nothing, and the view that they answer says so.
	 */
	openDraft(draftId: string, catalog: Definition[], settings: DraftSettings): Promise<DraftView | null>;
	/** `told` hears of what the page did not ask for: what the tab that writes the draft has stored, or that the draft changed hands. */
	follow(told: () => void): Promise<void>;
	/** The open draft as it is now; null where none is open any more. */
	viewDraft(): Promise<DraftView | null>;
	/** Asks the tab that writes the draft to hand it over; false where it does not. */
	editHere(): Promise<boolean>;
	/** Stores what the full device had no space for, in this and in drafts that were left since. */
	storeAgain(): Promise<DraftView | null>;
	/** The open draft, or one that was left since, has changes that the full device had no space for. */
	hasUnstored(): Promise<boolean>;
	/** Reads a workbook again, from what the draft kept of it, as the person says; its rows are replaced, which can be undone. */
	chooseInWorkbook(
		digest: string,
		choice: WorkbookChoice
	): Promise<{ view: DraftView; refusal: WorkbookRefusal | null }>;
	/** The first lines of one of its sheets as texts, for choosing the header; null where that took too long. */
	peekSheet(digest: string, sheet: string): Promise<{ line: number; texts: string[] }[] | null>;
	/** Another list of recipients in the same workbook: read into the draft as well, or left out. */
	readSheetToo(digest: string, sheet: string): Promise<{ view: DraftView; refusal: WorkbookRefusal | null }>;
	leaveSheetOut(digest: string, sheet: string): Promise<DraftView>;
	/** The columns that were asked about are meant as they are taken; remembered for workbooks of this shape. */
	confirmColumns(digest: string): Promise<DraftView>;
	/** The rows that Excel hides are meant, or are not. */
	takeHiddenRows(digest: string, taken: boolean): Promise<DraftView>;
	/** The rows that are no longer in an export of the draft that came back are left out here too. */
	excludeAbsent(digest: string): Promise<DraftView>;
	/** Its rows go with it; can be undone. */
	removeWorkbook(digest: string): Promise<DraftView>;
	setDefinition(digest: string, definitionId: string): Promise<DraftView>;
	setDateOrder(column: number, order: DateOrder): Promise<DraftView>;
	setLabel(label: string): Promise<DraftView>;
	/** A window of the rows that pass the filter, with how many pass in all. */
	rows(filter: ReviewFilter, from: number, count: number): Promise<{ total: number; rows: ReviewRow[] }>;
	/** Where a row, by its index in the draft, stands among the filtered rows; null: nowhere. */
	positionOf(filter: ReviewFilter, index: number): Promise<number | null>;
	/** Position among the filtered rows of the next row with a problem after `after` (-1: from the top); null: none. */
	nextProblem(filter: ReviewFilter, after: number): Promise<number | null>;
	edit(key: string, column: number, text: string): Promise<DraftView>;
	/** Puts `text` into every cell that `group` names: same code, column and value, or same first fix where `value` is null. */
	fixAll(group: IssueGroup, text: string): Promise<DraftView>;
	/** Writes a block of texts, as pasted from a spreadsheet, in one step. */
	writeBlock(block: Block): Promise<DraftView>;
	/** Texts of an area, row by row, as a spreadsheet copies them. */
	readArea(area: Area): Promise<string[][]>;
	/** Blanks an area in one step. */
	clearArea(area: Area): Promise<DraftView>;
	/** Puts the first row's texts of an area into all of it. */
	fillDown(area: Area): Promise<DraftView>;
	/** A blank row below the row `after`, or at the end where it is null. Answers the new row's key. */
	addRow(after: string | null): Promise<{ view: DraftView; key: string }>;
	/** Each copy stands below its row, with keys of its own. */
	duplicateRows(keys: string[]): Promise<DraftView>;
	removeRows(keys: string[]): Promise<DraftView>;
	/** Keys of the rows at these positions of the filtered list; `to` is exclusive. */
	keysOf(filter: ReviewFilter, from: number, to: number): Promise<string[]>;
	/** How many cells hold what is looked for. */
	countMatches(replacement: Replacement): Promise<number>;
	/** Position among the filtered rows of the next match after `after` (-1: from the top), and its column; null: none. */
	nextMatch(replacement: Replacement, after: number): Promise<{ position: number; column: number } | null>;
	replaceAll(replacement: Replacement): Promise<DraftView>;
	/** The draft as an xlsx with a column of problems and coloured cells, in the language asked for; null where that took too long. */
	exportDraft(locale: string): Promise<Uint8Array | null>;
	setExcluded(keys: string[], excluded: boolean): Promise<DraftView>;
	undo(): Promise<DraftView>;
	redo(): Promise<DraftView>;
	/** Ready rows as the chunks of a batch: the declaration and each chunk's exact bytes. Throws where no row is ready. */
	prepareBatch(): Promise<{ declaration: BatchDeclaration; chunks: Uint8Array[] }>;
	/** After the draft has become a batch, or was given back: the thread knows it from now on, and the tabs that follow. */
	noteBatch(): Promise<DraftView>;
	/** The draft as one file for another device, with what is not stored yet; null where there is none. */
	draftFile(draftId: string, organisation: OrganisationName, catalog: Definition[]): Promise<Blob | null>;
	deleteDraft(draftId: string): Promise<void>;
}
