import { dateOf } from '../expiration/expiration-date.ts';
import type { CellIssue } from './cell-issue.ts';
import { type HeldCredential, type History, holderKey } from './history.ts';
import type { TablePart } from './index-table.ts';
import { makeWarning } from './make-issue.ts';
import type { JudgedRow } from './validate-table.ts';

/** The whole row is meant. */
const WHOLE_ROW = -1;
/** Whose credential ends this soon is being renewed. */
const RENEWAL_DAYS = 90;
const DAY = 86_400_000;
/** Batches share their dates; whoever has more pays for reading them again. */
const REMEMBERED = 2000;

/** Warns of ready rows whose recipient holds the credential already: `now` in milliseconds since the epoch. */
export function indexHistory(
	history: History,
	{ now, timeZone }: { now: number; timeZone: string }
): TablePart {
	const contacts = contactsOf(history);
	const days = new Map<string, string>();
	const issues = new Map<number, CellIssue>();
	const touched = new Set<number>();

	function dayOf(instant: string): string {
		let day = days.get(instant);
		if (day === undefined) {
			if (days.size >= REMEMBERED) days.clear();
			days.set(instant, (day = dateOf(instant, timeZone)));
		}
		return day;
	}

	function judge({ excluded, verdict: { recipient }, credentialId }: JudgedRow): CellIssue | null {
		if (excluded || !recipient) return null;
		// Names are dear to compare, and most contacts hold nothing.
		if (!contacts.get(recipient.definitionId)?.has(recipient.contact.toLowerCase())) return null;
		const held = findLasting(history.get(holderKey(recipient)) ?? [], { now, credentialId });
		if (held === null) return null;
		const name = `${recipient.firstName} ${recipient.lastName}`;
		const validUntil = held.validUntil === null ? '' : dayOf(held.validUntil);
		const endsSoon = held.validUntil !== null && Date.parse(held.validUntil) <= now + RENEWAL_DAYS * DAY;
		if (endsSoon) return makeWarning(WHOLE_ROW, 'renewal', { name, validUntil });
		return makeWarning(WHOLE_ROW, 'already-holds', { name, validFrom: dayOf(held.validFrom), validUntil });
	}

	return {
		issues,
		put(index, _before, after) {
			const issue = judge(after);
			if (issue) issues.set(index, issue);
			else if (!issues.delete(index)) return;
			touched.add(index);
		},
		settle() {
			const settled = new Set(touched);
			touched.clear();
			return settled;
		}
	};
}

/** Of those that still count, the one that lasts longest; a row's own credential is not held by somebody else's row. */
function findLasting(
	held: readonly HeldCredential[],
	{ now, credentialId }: { now: number; credentialId: string | undefined }
): HeldCredential | null {
	let lasting: HeldCredential | null = null;
	for (const one of held) {
		if (endOf(one) <= now || one.credentialId === credentialId) continue;
		if (lasting === null || endOf(one) > endOf(lasting)) lasting = one;
	}
	return lasting;
}

function endOf({ validUntil }: HeldCredential): number {
	return validUntil === null ? Infinity : Date.parse(validUntil);
}

/** A draft is indexed anew more often than its history changes. */
const listed = new WeakMap<History, Map<string, Set<string>>>();

/** Who holds anything, by definition: the first two lines of each `holderKey`. */
function contactsOf(history: History): Map<string, Set<string>> {
	const known = listed.get(history);
	if (known) return known;
	const contacts = new Map<string, Set<string>>();
	listed.set(history, contacts);
	for (const key of history.keys()) {
		const [definitionId = '', contact = ''] = key.split('\n', 2);
		const some = contacts.get(definitionId);
		if (some) some.add(contact);
		else contacts.set(definitionId, new Set([contact]));
	}
	return contacts;
}
