import { isProvider } from '../contact/domain-typo.ts';
import { readContact } from '../contact/read-contact.ts';
import { textOf } from '../row/cell.ts';
import { isOneSlip } from '../row/edit-distance.ts';
import type { CellIssue } from './cell-issue.ts';
import type { TablePart } from './index-table.ts';
import { makeWarning } from './make-issue.ts';
import { indexSlips } from './slip-index.ts';
import type { JudgedRow } from './validate-table.ts';

/** Forty at school.ca and one at shcool.ca: rare is at most this often … */
const RARE = 2;
/** … and frequent at least so often, and so many times as often as the rare one. */
const FREQUENT = 5;
const TIMES = 5;
/** Domains shorter than this are alike by chance. */
const SHORTEST = 6;
const AT = 0x40;
/** For more frequent domains than this it is quicker to look at all the rare ones again. */
const MOST_LOOKED_AROUND = 8;

/** Warns of a rare domain that is one slip away from a frequent one among the same rows; the commonest where several are. */
export function indexLookAlikes(column: number, rows: readonly JudgedRow[]): TablePart {
	const issues = new Map<number, CellIssue>();
	const touched = new Set<number>();
	const ids = new Map<string, number>();
	const names: string[] = [];
	const counts: number[] = [];
	/** Each row's domain; one more than its id, 0 for none. */
	let domainOf = new Uint32Array(rows.length);
	/** Domains with a change among their rows, and their count before it. */
	const changed = new Map<number, number>();
	const frequent = indexSlips();
	/** The frequent domain that a rare one seems to mean. */
	const meanings = new Map<number, number>();

	const isFrequent = (count: number) => count >= FREQUENT;
	const isRare = (count: number) => count > 0 && count <= RARE;

	/** The last row's domain is very often this one's too. */
	let last = 0;

	function idOf(contact: string): number {
		const known = names[last];
		if (known !== undefined && contact.charCodeAt(contact.length - known.length - 1) === AT) {
			if (contact.endsWith(known)) return last;
		}
		return (last = idOfDomain(contact.slice(contact.lastIndexOf('@') + 1)));
	}

	function idOfDomain(domain: string): number {
		let id = ids.get(domain);
		if (id === undefined) {
			id = names.push(domain) - 1;
			ids.set(domain, id);
			counts.push(0);
		}
		return id;
	}

	function count(id: number, step: 1 | -1) {
		if (!changed.has(id)) changed.set(id, counts[id]!);
		counts[id]! += step;
	}

	function findMeant(id: number): number | null {
		const times = counts[id]!;
		if (!isRare(times) || isProvider(names[id]!)) return null;
		let meant: number | null = null;
		for (const other of frequent.find(names[id]!)) {
			if (counts[other]! < TIMES * times || !isOneSlip(names[id]!, names[other]!)) continue;
			const more =
				meant === null ? 1 : counts[other]! - counts[meant]! || (names[other]! < names[meant]! ? 1 : -1);
			if (more > 0) meant = other;
		}
		return meant;
	}

	/** The changed domains, and the rare ones beside a frequent one whose count has changed. */
	function findAffected(): Iterable<number> {
		const around: string[] = [];
		for (const [id, before] of changed) {
			const name = names[id]!;
			const now = counts[id]!;
			if (name.length < SHORTEST || before === now) continue;
			if (isFrequent(now) && !isFrequent(before)) frequent.add(name, id);
			if (isFrequent(before) && !isFrequent(now)) frequent.remove(name, id);
			if (isFrequent(now) || isFrequent(before)) around.push(name);
		}
		if (around.length > MOST_LOOKED_AROUND) return names.keys();
		const affected = new Set(changed.keys());
		for (const [id, name] of names.entries()) {
			if (isRare(counts[id]!) && around.some((other) => isOneSlip(name, other))) affected.add(id);
		}
		return affected;
	}

	/** Only domains that are, or were, taken for another have something to say at their rows. */
	function judge(domains: ReadonlySet<number>) {
		if (domains.size === 0) return;
		for (let index = 0; index < rows.length; index++) {
			const id = domainOf[index]! - 1;
			if (id < 0 || !domains.has(id)) continue;
			const meant = meanings.get(id);
			if (meant === undefined) issues.delete(index);
			else issues.set(index, warn(index, id, meant));
			touched.add(index);
		}
	}

	function warn(index: number, id: number, meant: number): CellIssue {
		const value = contactOf(rows[index]!, column)!;
		const suggestion = value.slice(0, value.lastIndexOf('@') + 1) + names[meant]!;
		const params = { value, domain: names[id]!, suggestion, count: counts[meant]! };
		return makeWarning(column, 'contact-look-alike', params, [suggestion]);
	}

	return {
		issues,
		put(index, _before, after) {
			if (column < 0) return;
			if (index >= domainOf.length) domainOf = grow(domainOf, index);
			const before = domainOf[index]! - 1;
			const contact = after.excluded ? null : contactOf(after, column);
			const id = contact === null ? -1 : idOf(contact);
			if (issues.delete(index)) touched.add(index);
			if (before >= 0) count(before, -1);
			if (id >= 0) count(id, 1);
			domainOf[index] = id + 1;
		},
		settle() {
			const toJudge = new Set<number>();
			for (const id of changed.size === 0 ? [] : findAffected()) {
				const meant = findMeant(id);
				if (meant !== null || meanings.has(id)) toJudge.add(id);
				if (meant === null) meanings.delete(id);
				else meanings.set(id, meant);
			}
			judge(toJudge);
			changed.clear();
			const settled = new Set(touched);
			touched.clear();
			return settled;
		}
	};
}

function grow(array: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(Math.max(index + 1, array.length * 2));
	larger.set(array);
	return larger;
}

/** The row's address; null where it has none or another was offered for it already. */
function contactOf({ verdict, cells }: JudgedRow, column: number): string | null {
	if (verdict.issues.length > 0 && verdict.issues.some((issue) => issue.column === column)) return null;
	if (verdict.recipient) return verdict.recipient.contact;
	const reading = readContact(textOf(cells[column]));
	return reading.kind === 'contact' && reading.suggestion === null ? reading.contact : null;
}
