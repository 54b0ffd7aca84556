export interface ErrorReportRecord {
	made_at: string;
	/** JSON array. */
	credential_ids: string;
}

/** The batch's newest report. */
export function findErrorReport(db: D1Database, batchId: string): Promise<ErrorReportRecord | null> {
	return db
		.prepare(
			'SELECT made_at, credential_ids FROM error_report WHERE batch_id = ? ORDER BY sequence DESC LIMIT 1'
		)
		.bind(batchId)
		.first<ErrorReportRecord>();
}
