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

/** Rows of one recipient and definition. */
interface Group {
	rows: Set<number>;
	/** The earliest of them, and the earliest of each content: the rows that the others are compared with. */
	first: number;
	firsts: Map<string, number>;
	/** One of the earliest has changed, and with it what is to be said of the others. */
	stale: boolean;
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
			known.rows.delete(index);
			if (known.firsts.get(contentOf(row)) === index) renew(known);
			if (known.rows.size > 0) return;
		}
		crowd.delete(key);
		if (crowd.size > 0) return;
		crowded.delete(hash);
		single.remove(hash);
	}

	function join(group: Group, index: number, row: JudgedRow) {
		group.rows.add(index);
		if (group.stale) return;
		const content = contentOf(row);
		const twin = group.firsts.get(content);
		if (index < group.first || (twin !== undefined && index < twin)) renew(group);
		else if (twin !== undefined) tell(index, 'row-identical', twin);
		else {
			group.firsts.set(content, index);
			tell(index, 'row-repeated', group.first);
		}
	}

	function renew(group: Group) {
		group.stale = true;
		stale.add(group);
	}

	function judge(group: Group) {
		group.stale = false;
		group.first = Infinity;
		group.firsts.clear();
		const contents: string[] = [];
		for (const index of group.rows) {
			const content = contentOf(rows[index]!);
			contents.push(content);
			group.firsts.set(content, Math.min(group.firsts.get(content) ?? index, index));
			group.first = Math.min(group.first, index);
		}
		let place = 0;
		for (const index of group.rows) {
			const twin = group.firsts.get(contents[place++]!)!;
			if (twin !== index) tell(index, 'row-identical', twin);
			else if (index !== group.first) tell(index, 'row-repeated', group.first);
			else if (issues.delete(index)) touched.add(index);
		}
	}

	function tell(index: number, code: 'row-identical' | 'row-repeated', earlier: number) {
		issues.set(index, makeWarning(WHOLE_ROW, code, { line: rows[earlier]!.line, index: earlier }));
		touched.add(index);
	}

	return {
		issues,
		put(index, before, after) {
			if (before && !before.excluded) unfile(index, before);
			if (!after.excluded) file(index, after);
		},
		settle() {
			for (const group of stale) judge(group);
			stale.clear();
			const settled = new Set(touched);
			touched.clear();
			return settled;
		}
	};
}

function groupOf(index: number, row: JudgedRow): Group {
	return { rows: new Set([index]), first: index, firsts: new Map([[contentOf(row), index]]), stale: false };
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
