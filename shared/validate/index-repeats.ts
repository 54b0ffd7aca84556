import { textOf } from '../row/cell.ts';
import { foldText, trimText } from '../row/fold-text.ts';
import type { CellIssue } from './cell-issue.ts';
import { makeWarning } from './make-issue.ts';
import type { TablePart } from './index-table.ts';
import type { JudgedRow } from './validate-table.ts';

/** The whole row is meant. */
const WHOLE_ROW = -1;
/** In place of a definition: rows that could not be read are only compared with each other. */
const UNREAD = '';

/** Rows of one contact: a single one, or all of them by name once there are more. Names are dear, and most contacts stand once. */
type Bucket = number | Map<string, Set<number>>;

/** Finds the rows that are the same as an earlier one, or that give the same recipient the same definition again. */
export function indexRepeats(contactColumn: number, rows: readonly JudgedRow[]): TablePart {
	const byDefinition = new Map<string, Map<string, Bucket>>();
	const issues = new Map<number, CellIssue>();
	const touched = new Set<number>();
	const changed = new Set<Set<number>>();

	const contactOf = ({ verdict, cells }: JudgedRow) =>
		verdict.recipient ? verdict.recipient.contact.toLowerCase() : trimText(textOf(cells[contactColumn]));

	function file(index: number, row: JudgedRow) {
		const definition = row.verdict.recipient?.definitionId ?? UNREAD;
		let buckets = byDefinition.get(definition);
		if (!buckets) byDefinition.set(definition, (buckets = new Map()));
		const contact = contactOf(row);
		const bucket = buckets.get(contact);
		if (bucket === undefined) {
			buckets.set(contact, index);
			return;
		}
		const names = typeof bucket === 'number' ? new Map([[nameOf(rows[bucket]!), new Set([bucket])]]) : bucket;
		if (names !== bucket) buckets.set(contact, names);
		const name = nameOf(row);
		const group = names.get(name);
		if (!group) names.set(name, new Set([index]));
		else changed.add(group.add(index));
	}

	function unfile(index: number, row: JudgedRow) {
		if (issues.delete(index)) touched.add(index);
		const buckets = byDefinition.get(row.verdict.recipient?.definitionId ?? UNREAD);
		const contact = contactOf(row);
		const bucket = buckets?.get(contact);
		if (bucket === undefined || typeof bucket === 'number') {
			buckets?.delete(contact);
			return;
		}
		const name = nameOf(row);
		const group = bucket.get(name)!;
		group.delete(index);
		changed.add(group);
		if (group.size === 0) bucket.delete(name);
		if (bucket.size === 0) buckets?.delete(contact);
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

/** Who the row is for. What could not be read is only the same where every cell is. */
function nameOf({ verdict: { recipient }, cells }: JudgedRow): string {
	if (recipient) return foldText(`${recipient.firstName}\n${recipient.lastName}`);
	return cells
		.map((cell) => trimText(textOf(cell)))
		.join('\u0001')
		.replace(/\u0001+$/, '');
}

function contentOf({ verdict: { recipient } }: JudgedRow): string {
	return recipient ? JSON.stringify([recipient.expiration, recipient.values]) : '';
}
