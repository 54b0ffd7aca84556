import type { WorkbookRefusal } from '#lib/drafts/draft.ts';
import { formatCount } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { columnLetters } from '#lib/workbook/column-letters.ts';

/** One sentence or two: what is wrong with the workbook and what to do. Its name stands beside it. */
export function wordsOfRefusal({ code, params }: WorkbookRefusal): string {
	const limit = Number(params.limit ?? 0);
	switch (code) {
		case 'not-a-workbook':
			return m.draft_refused_not_a_workbook();
		case 'pdf':
			return m.draft_refused_pdf();
		case 'picture':
			return m.draft_refused_picture();
		case 'lock-file':
			return m.draft_refused_lock_file();
		case 'html':
			return m.draft_refused_html();
		case 'document':
			return m.draft_refused_document();
		case 'old-workbook':
			return m.draft_refused_old_workbook();
		case 'xml-workbook':
			return m.draft_refused_xml_workbook();
		case 'sylk':
			return m.draft_refused_sylk();
		case 'json':
			return m.draft_refused_json();
		case 'archive':
			return m.draft_refused_archive();
		case 'database':
			return m.draft_refused_database();
		case 'vcard':
			return m.draft_refused_vcard();
		case 'calendar':
			return m.draft_refused_calendar();
		case 'mail':
			return m.draft_refused_mail();
		case 'numbers':
			return m.draft_refused_numbers();
		case 'unknown-letters':
			return m.draft_refused_unknown_letters();
		case 'encrypted':
			return m.draft_refused_encrypted();
		case 'damaged':
			return m.draft_refused_damaged();
		case 'empty':
			return m.draft_refused_empty();
		case 'no-header':
			return m.draft_refused_no_header();
		case 'no-rows':
			return m.draft_refused_no_rows();
		case 'too-large':
			return m.draft_refused_too_large();
		case 'too-many-rows':
			return limit ? m.draft_refused_too_many_rows({ count: limit }) : m.draft_refused_many_rows();
		case 'too-many-columns':
			return limit ? m.draft_refused_too_many_columns({ count: limit }) : m.draft_refused_many_columns();
		case 'cell-too-long':
			return m.draft_refused_cell_too_long({ cell: `${columnLetters(Number(params.column))}${params.line}` });
		case 'already-there':
			return m.draft_refused_already_there();
		case 'belongs-to-draft':
			return m.draft_refused_belongs_to_draft();
		case 'already-issued':
			return m.draft_refused_already_issued();
		case 'no-space':
			return m.draft_refused_no_space();
		case 'not-kept':
			return m.draft_refused_not_kept();
		case 'draft-damaged':
			return m.draft_file_damaged();
		case 'draft-newer':
			return m.draft_file_newer();
		case 'draft-too-large':
			return m.draft_file_too_large();
		case 'draft-other-organisation':
			return m.draft_file_other_organisation({ organisation: String(params.organisation) });
		case 'draft-here':
			return m.draft_file_here();
		case 'draft-issued':
			return m.draft_file_issued();
		case 'draft-apart':
			return m.draft_file_is_apart();
		case 'draft-same-rows':
			return m.draft_file_same_rows();
		case 'draft-lost-rows':
			return m.draft_file_lost({ count: Number(params.count), n: formatCount(Number(params.count)) });
		case 'draft-unknown-definitions':
			return m.draft_file_unknown({ count: Number(params.count), names: String(params.names) });
		case 'draft-changed-definitions':
			return m.draft_file_changed({ names: String(params.names) });
		case 'took-too-long':
			return m.draft_refused_took_too_long();
		case 'not-loaded':
			return m.draft_refused_not_loaded();
		case 'reading-ended':
			return m.draft_refused_reading_ended();
		case 'cancelled':
			return m.draft_refused_cancelled();
	}
}
