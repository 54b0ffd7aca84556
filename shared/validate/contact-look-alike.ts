import { readContact } from '../contact/read-contact.ts';
import { isProvider } from '../contact/domain-typo.ts';
import { editDistance } from '../row/edit-distance.ts';
import { textOf } from '../row/cell.ts';
import type { CellIssue } from './cell-issue.ts';
import type { Rules } from './compile-rules.ts';
import { makeWarning } from './make-issue.ts';
import type { JudgedRow } from './validate-table.ts';

/** Forty at school.ca and one at shcool.ca: rare is at most this often … */
const RARE = 2;
/** … and frequent at least so often, and so many times as often as the rare one. */
const FREQUENT = 5;
const TIMES = 5;
/** Domains shorter than this are alike by chance. */
const SHORTEST = 6;

/** Warns of a rare domain that is one slip away from a frequent one among the same rows. */
export function findLookAlikes(
	rules: Rules,
	rows: readonly JudgedRow[],
	add: (index: number, issue: CellIssue) => void
) {
	const column = rules.places.contact;
	if (column < 0) return;
	const domains = new Map<string, { count: number; rows: number[] }>();
	for (const [index, row] of rows.entries()) {
		const contact = row.excluded ? null : contactOf(row, column);
		if (contact === null) continue;
		const domain = contact.slice(contact.lastIndexOf('@') + 1);
		const seen = domains.get(domain);
		if (!seen) domains.set(domain, { count: 1, rows: [index] });
		else if (++seen.count <= RARE) seen.rows.push(index);
	}
	const frequent = [...domains].filter(
		([domain, { count }]) => count >= FREQUENT && domain.length >= SHORTEST
	);
	if (frequent.length === 0) return;
	const byVariant = new Map<string, string[]>();
	for (const [domain] of frequent) {
		for (const variant of variantsOf(domain))
			byVariant.set(variant, [...(byVariant.get(variant) ?? []), domain]);
	}
	for (const [domain, { count, rows: indexes }] of domains) {
		if (count > RARE || isProvider(domain)) continue;
		const meant = findMeant(domain, byVariant);
		const times = meant === null ? 0 : domains.get(meant)!.count;
		if (meant === null || times < TIMES * count) continue;
		for (const index of indexes) {
			const contact = contactOf(rows[index]!, column)!;
			const suggestion = contact.slice(0, contact.lastIndexOf('@') + 1) + meant;
			const params = { value: contact, domain, suggestion, count: times };
			add(index, makeWarning(column, 'contact-look-alike', params, [suggestion]));
		}
	}
}

/** The row's address; null where it has none or another was offered for it already. */
function contactOf({ verdict, cells }: JudgedRow, column: number): string | null {
	if (verdict.issues.some((issue) => issue.column === column)) return null;
	if (verdict.recipient) return verdict.recipient.contact;
	const reading = readContact(textOf(cells[column]));
	return reading.kind === 'contact' && reading.suggestion === null ? reading.contact : null;
}

/** The domain and all it can be with one letter less: two domains one slip apart share one, so none are compared in vain. */
function variantsOf(domain: string): Set<string> {
	const variants = new Set([domain]);
	for (let i = 0; i < domain.length; i++) variants.add(domain.slice(0, i) + domain.slice(i + 1));
	return variants;
}

function findMeant(domain: string, byVariant: ReadonlyMap<string, readonly string[]>): string | null {
	for (const variant of variantsOf(domain)) {
		for (const other of byVariant.get(variant) ?? []) {
			if (other !== domain && editDistance(domain, other, 1) === 1) return other;
		}
	}
	return null;
}
