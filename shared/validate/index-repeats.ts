import { textOf } from '../row/cell.ts';
import { foldText, trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import type { TablePart } from './index-table.ts';
import { makeWarning } from './make-issue.ts';
import { hashText, makeSingleRows, NOBODY } from './single-rows.ts';
import type { JudgedRow } from './validate-table.ts';

/** The whole row is meant. */
const WHOLE_ROW = -1;
/** Marks the rows whose contact stands more than once: all of them are among the crowded. */
const CROWD = -2;

/** Finds the rows that are the same as an earlier one, or that give the same recipient the same definition again. */
export function indexRepeats(contactColumn: number, rows: readonly JudgedRow[]): TablePart {
	/** Rows by definition and contact, for as long as one is alone; names are dear to compare, and most contacts stand once. */
	const single = makeSingleRows(rows.length);
	/** The others: by the same hash, then by all that makes two rows one recipient's. */
	const crowded = new Map<number, Map<string, Set<number>>>();
	const issues = new Map<number, CellIssue>();
	const touched = new Set<number>();
	const changed = new Set<ReadonlySet<number>>();

	function file(index: number, row: JudgedRow) {
		const hash = hashOf(row, contactColumn);
		const alone = single.get(hash);
		if (alone === NOBODY) {
			single.add(hash, index);
			return;
		}
		let crowd = crowded.get(hash);
		if (!crowd) {
			crowd = new Map([[keyOf(rows[alone]!), new Set([alone])]]);
			crowded.set(hash, crowd);
			single.remove(hash);
			single.add(hash, CROWD);
		}
		const key = keyOf(row);
		const group = crowd.get(key);
		if (!group) crowd.set(key, new Set([index]));
		else changed.add(group.add(index));
	}

	function unfile(index: number, row: JudgedRow) {
		if (issues.delete(index)) touched.add(index);
		const hash = hashOf(row, contactColumn);
		const crowd = crowded.get(hash);
		if (!crowd) {
			single.remove(hash);
			return;
		}
		const key = keyOf(row);
		const group = crowd.get(key)!;
		group.delete(index);
		changed.add(group);
		if (group.size > 0) return;
		crowd.delete(key);
		if (crowd.size > 0) return;
		crowded.delete(hash);
		single.remove(hash);
	}

	function judge(group: ReadonlySet<number>) {
		let first = Infinity;
		const contents: string[] = [];
		const firsts = new Map<string, number>();
		for (const index of group) {
			const content = contentOf(rows[index]!);
			contents.push(content);
			firsts.set(content, Math.min(firsts.get(content) ?? index, index));
			first = Math.min(first, index);
		}
		let place = 0;
		for (const index of group) {
			const twin = firsts.get(contents[place++]!)!;
			if (twin !== index) issues.set(index, repeatOf('row-identical', twin));
			else if (index !== first) issues.set(index, repeatOf('row-repeated', first));
			else if (!issues.delete(index)) continue;
			touched.add(index);
		}
	}

	function repeatOf(code: 'row-identical' | 'row-repeated', earlier: number): CellIssue {
		return makeWarning(WHOLE_ROW, code, { line: rows[earlier]!.line, index: earlier });
	}

	return {
		issues,
		put(index, before, after) {
			if (before && !before.excluded) unfile(index, before);
			if (!after.excluded) file(index, after);
		},
		settle() {
			for (const group of changed) judge(group);
			changed.clear();
			const settled = new Set(touched);
			touched.clear();
			return settled;
		}
	};
}

/** Of the definition and the contact; of the contact's text alone where the row could not be read. */
function hashOf({ verdict: { recipient }, cells }: JudgedRow, contactColumn: number): number {
	if (!recipient) return hashText(trimText(textOf(cells[contactColumn])), 0);
	return hashText(recipient.contact.toLowerCase(), hashText(recipient.definitionId, 1));
}

/** Who the row is for, and what. What could not be read is only the same where every cell is. */
function keyOf({ verdict: { recipient }, cells }: JudgedRow): string {
	if (recipient) {
		const { definitionId, contact, firstName, lastName } = recipient;
		return `${definitionId}\n${contact.toLowerCase()}\n${foldText(`${firstName}\n${lastName}`)}`;
	}
	return cells
		.map((cell) => trimText(textOf(cell)))
		.join('\u0001')
		.replace(/\u0001+$/, '');
}

function contentOf({ verdict: { recipient } }: JudgedRow): string {
	return recipient ? JSON.stringify([recipient.expiration, recipient.values]) : '';
}
