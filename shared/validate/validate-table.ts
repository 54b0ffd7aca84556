import { type Cell, textOf } from '../row/cell.ts';
import { foldText, trimText } from '../row/fold-text.ts';
import type { Recipient } from '../row/row.ts';
import type { CellIssue } from './cell-issue.ts';
import type { Rules } from './compile-rules.ts';
import { findLookAlikes } from './contact-look-alike.ts';
import { makeWarning } from './make-issue.ts';
import type { RowVerdict } from './validate-row.ts';

/** A row with what `validateRow` said of it. `line` is the row number that Excel shows. */
export interface JudgedRow {
	cells: readonly Cell[];
	verdict: RowVerdict;
	excluded: boolean;
	line: number;
}

/** The whole row is meant. */
const WHOLE_ROW = -1;

/**
 * What only the rows together tell, by index into `rows`: repeats and contacts whose domain looks like a commoner one.
 * All of it warnings. Excluded rows are not looked at.
 */
export function validateTable(rules: Rules, rows: readonly JudgedRow[]): Map<number, CellIssue[]> {
	const issues = new Map<number, CellIssue[]>();
	const add = (index: number, issue: CellIssue) => {
		const known = issues.get(index);
		if (known) known.push(issue);
		else issues.set(index, [issue]);
	};
	findLookAlikes(rules, rows, add);
	findRepeats(rows, add);
	return issues;
}

/** Rows of one contact and definition: the first alone, or all of them by name once there are more. */
type Bucket = number | Map<string, { first: number; alike: Map<string, number> }>;

function findRepeats(rows: readonly JudgedRow[], add: (index: number, issue: CellIssue) => void) {
	const byDefinition = new Map<string, Map<string, Bucket>>();
	const unread = new Map<string, number>();
	for (const [index, row] of rows.entries()) {
		if (row.excluded) continue;
		const { recipient } = row.verdict;
		if (recipient === null) {
			// What could not be read is only the same where every cell is.
			const key = row.cells
				.map((cell) => trimText(textOf(cell)))
				.join('\u0001')
				.replace(/\u0001+$/, '');
			const earlier = unread.get(key);
			if (earlier === undefined) unread.set(key, index);
			else add(index, repeatOf('row-identical', rows, earlier));
			continue;
		}
		let buckets = byDefinition.get(recipient.definitionId);
		if (!buckets) byDefinition.set(recipient.definitionId, (buckets = new Map()));
		const key = recipient.contact.toLowerCase();
		const bucket = buckets.get(key);
		if (bucket === undefined) {
			buckets.set(key, index);
			continue;
		}
		const byName = typeof bucket === 'number' ? openBucket(rows, bucket) : bucket;
		if (byName !== bucket) buckets.set(key, byName);
		const issue = compare(rows, byName, index, recipient);
		if (issue) add(index, issue);
	}
}

function openBucket(rows: readonly JudgedRow[], first: number): Exclude<Bucket, number> {
	const byName: Exclude<Bucket, number> = new Map();
	compare(rows, byName, first, rows[first]!.verdict.recipient!);
	return byName;
}

/** Files the row under its name; an issue where the name, or all of it, was there before. */
function compare(
	rows: readonly JudgedRow[],
	byName: Exclude<Bucket, number>,
	index: number,
	recipient: Recipient
): CellIssue | null {
	const name = foldText(`${recipient.firstName}\n${recipient.lastName}`);
	const content = JSON.stringify([recipient.expiration, recipient.values]);
	const same = byName.get(name);
	if (!same) {
		byName.set(name, { first: index, alike: new Map([[content, index]]) });
		return null;
	}
	const twin = same.alike.get(content);
	if (twin !== undefined) return repeatOf('row-identical', rows, twin);
	same.alike.set(content, index);
	return repeatOf('row-repeated', rows, same.first);
}

function repeatOf(
	code: 'row-identical' | 'row-repeated',
	rows: readonly JudgedRow[],
	earlier: number
): CellIssue {
	return makeWarning(WHOLE_ROW, code, { line: rows[earlier]!.line, index: earlier });
}
