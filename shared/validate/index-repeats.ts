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

const AT = 0x40;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;

/** Rows of one recipient and definition with the same content. */
interface Twins {
	content: string;
	rows: Set<number>;
	/** The earliest of them, which the others are compared with. */
	first: number;
	/** What is said of the others: one for all of them, so that a new first one costs no look at each. */
	issue: CellIssue | null;
}

/** Rows of one recipient and definition. */
interface Group {
	size: number;
	contents: Map<string, Twins>;
	first: number;
	/** What is said of the first of each other content; one for all of them too. */
	issue: CellIssue | null;
	/** Those whose first row has changed, or may have. */
	stale: Set<Twins>;
}

/** Finds the rows that are the same as an earlier one, or that give the same recipient the same definition again. */
export function indexRepeats(contactColumn: number, rows: readonly JudgedRow[]): TablePart {
	/** Rows by definition and contact, for as long as one is alone; names are dear to compare, and most contacts stand once. */
	const single = makeSingleRows(rows.length);
	/** The others: by the same hash, then by all that makes two rows one recipient's; a number for a row alone in that. */
	const crowded = new Map<number, Map<string, number | Group>>();
	const issues = new Map<number, CellIssue>();
	const touched = new Set<number>();
	const stale = new Set<Group>();

	function file(index: number, row: JudgedRow) {
		const hash = hashOf(row, contactColumn);
		const alone = single.claim(hash, index);
		if (alone === NOBODY) return;
		let crowd = crowded.get(hash);
		if (!crowd) {
			crowd = new Map([[keyOf(rows[alone]!), alone]]);
			crowded.set(hash, crowd);
			single.remove(hash);
			single.claim(hash, CROWD);
		}
		const key = keyOf(row);
		const known = crowd.get(key);
		if (known === undefined) {
			crowd.set(key, index);
			return;
		}
		const group = typeof known === 'number' ? groupOf(known, rows[known]!) : known;
		if (group !== known) crowd.set(key, group);
		join(group, index, row);
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
		const known = crowd.get(key)!;
		if (typeof known !== 'number') {
			leave(known, index, row);
			if (known.size > 0) return;
			stale.delete(known);
		}
		crowd.delete(key);
		if (crowd.size > 0) return;
		crowded.delete(hash);
		single.remove(hash);
	}

	function join(group: Group, index: number, row: JudgedRow) {
		const content = contentOf(row);
		const twins = group.contents.get(content);
		group.size += 1;
		if (!twins) {
			const own = twinsOf(index, content);
			group.contents.set(content, own);
			if (group.stale.size > 0 || index < group.first) renew(group, own);
			else tell(index, (group.issue ??= say('row-repeated', group.first)));
			return;
		}
		twins.rows.add(index);
		if (index < twins.first) renew(group, twins);
		// Should it turn out to be the first, settling takes this back.
		tell(index, (twins.issue ??= say('row-identical', twins.first)));
	}

	function leave(group: Group, index: number, row: JudgedRow) {
		const twins = group.contents.get(contentOf(row))!;
		twins.rows.delete(index);
		group.size -= 1;
		if (twins.first === index) renew(group, twins);
	}

	function renew(group: Group, twins: Twins) {
		group.stale.add(twins);
		stale.add(group);
	}

	function settleGroup(group: Group) {
		for (const twins of group.stale) {
			const before = twins.first;
			twins.first = least(twins.rows);
			if (twins.rows.size === 0) group.contents.delete(twins.content);
			else if (twins.issue) name(twins.issue, twins.first);
			if (before !== twins.first && twins.rows.has(before)) {
				tell(before, (twins.issue ??= say('row-identical', twins.first)));
			}
		}
		const before = group.first;
		group.first = least(group.contents.values().map(({ first }) => first));
		if (group.issue) name(group.issue, group.first);
		// Whoever was the first is one among the others now, where it is still here.
		const firsts = new Set([...group.stale].map(({ first }) => first)).add(before).add(group.first);
		for (const first of firsts) {
			const isFirst = first < rows.length && group.contents.get(contentOf(rows[first]!))?.first === first;
			if (!isFirst) continue;
			if (first !== group.first) tell(first, (group.issue ??= say('row-repeated', group.first)));
			else if (issues.delete(first)) touched.add(first);
		}
		group.stale.clear();
	}

	function say(code: 'row-identical' | 'row-repeated', earlier: number): CellIssue {
		return makeWarning(WHOLE_ROW, code, { line: rows[earlier]!.line, index: earlier });
	}

	function name({ params }: CellIssue, earlier: number) {
		params.line = rows[earlier]!.line;
		params.index = earlier;
	}

	function tell(index: number, issue: CellIssue) {
		issues.set(index, issue);
		touched.add(index);
	}

	return {
		issues,
		put(index, before, after) {
			if (before && !before.excluded) unfile(index, before);
			if (!after.excluded) file(index, after);
		},
		settle() {
			for (const group of stale) settleGroup(group);
			stale.clear();
			const settled = new Set(touched);
			touched.clear();
			return settled;
		}
	};
}

function groupOf(index: number, row: JudgedRow): Group {
	const twins = twinsOf(index, contentOf(row));
	return {
		size: 1,
		contents: new Map([[twins.content, twins]]),
		first: index,
		issue: null,
		stale: new Set()
	};
}

function twinsOf(index: number, content: string): Twins {
	return { content, rows: new Set([index]), first: index, issue: null };
}

function least(indexes: Iterable<number>): number {
	let first = Infinity;
	for (const index of indexes) if (index < first) first = index;
	return first;
}

/** Of the definition and the contact; of the contact's text alone where the row could not be read. */
function hashOf({ verdict: { recipient }, cells }: JudgedRow, contactColumn: number): number {
	if (!recipient) return hashText(trimText(textOf(cells[contactColumn])), 0);
	// Rows share few definitions: a part of their IDs will do.
	return hashContact(recipient.contact, hashText(recipient.definitionId, 1, 4));
}

/** The same for all ways of writing the address. Domains are few: of what is behind the sign, a part will do. */
function hashContact(contact: string, seed: number): number {
	let hash = seed;
	let at = 0;
	for (; at < contact.length; at++) {
		const code = contact.charCodeAt(at);
		if (code === AT) break;
		if (code > 0x7f) return hashText(contact.toLowerCase(), seed);
		hash = Math.imul(hash ^ (code >= UPPER_A && code <= UPPER_Z ? code + 0x20 : code), 0x01000193);
	}
	const domain = contact.charCodeAt(at + 1) + 31 * contact.charCodeAt(at + 2) + 961 * (contact.length - at);
	return Math.imul(hash ^ domain, 0x01000193);
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
