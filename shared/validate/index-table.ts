import type { CellIssue } from './cell-issue.ts';
import type { Rules } from './compile-rules.ts';
import type { History } from './history.ts';
import { indexHistory } from './history-rules.ts';
import { indexLookAlikes } from './index-look-alikes.ts';
import { indexRepeats } from './index-repeats.ts';
import type { JudgedRow } from './validate-table.ts';

/** The table's rules over rows that change: a change costs about as much as the rows that it concerns. */
export interface TableIndex {
	/** What only the rows together (and what was issued before) tell, by row index. All of it warnings. */
	readonly issues: ReadonlyMap<number, CellIssue[]>;
	/**
	 * These rows are now so (or new: the next indexes). Answers the indexes whose table issues have changed. Rows are
	 * replaced, never altered: the index keeps the ones that it was given. Repeats of one row share their issue, and the
	 * row that it names (`line`, `index`) changes in it without being told for each of them.
	 */
	put(changes: ReadonlyMap<number, JudgedRow>): Set<number>;
}

export interface TableOptions {
	/** Without it there is nothing to say of what was issued before. */
	history?: History;
	/** Milliseconds since the epoch; the rules' own where it is left out. */
	now?: number;
	/** IANA name of the organisation's zone; the rules' own where it is left out. */
	timeZone?: string;
}

/** One table rule over rows that change: at most one issue a row. */
export interface TablePart {
	readonly issues: ReadonlyMap<number, CellIssue>;
	/** Takes in what a row is now; `before` is undefined for a new one. */
	put(index: number, before: JudgedRow | undefined, after: JudgedRow): void;
	/** Brings the issues up to date; answers the indexes where they may have changed. */
	settle(): Set<number>;
}

/** Codes of issues that several rows share. */
const SHARED: ReadonlySet<CellIssue['code']> = new Set(['row-identical', 'row-repeated'] as const);
/** Beyond this share of the rows, and this many, all of them anew is quicker than each change by itself. */
const SHARE = 1 / 8;
const FEW = 64;

/** What only the rows together tell, kept up to date as rows change. Excluded rows are not looked at. */
export function indexTable(rules: Rules, rows: readonly JudgedRow[], options: TableOptions = {}): TableIndex {
	const kept = rows.slice();
	const issues = new Map<number, CellIssue[]>();
	let parts = build();
	update(parts.flatMap((part) => [...part.settle()]));

	function build(): TablePart[] {
		const { contact } = rules.places;
		const { history, now = rules.now, timeZone = rules.timeZone } = options;
		const made = [indexLookAlikes(contact, kept), indexRepeats(contact, kept)];
		if (history && history.size > 0) made.push(indexHistory(history, { now, timeZone }));
		// All look at a row while it is at hand: the rows are scattered over the memory.
		for (let index = 0; index < kept.length; index++) {
			for (const part of made) part.put(index, undefined, kept[index]!);
		}
		return made;
	}

	/** Puts the parts' issues of these rows together; answers where that made a difference. */
	function update(indexes: Iterable<number>): Set<number> {
		const changed = new Set<number>();
		for (const index of indexes) {
			const before = issues.get(index);
			const after = parts.flatMap((part) => part.issues.get(index) ?? []);
			if (isSame(before ?? [], after)) continue;
			if (after.length === 0) issues.delete(index);
			else issues.set(index, after);
			changed.add(index);
		}
		return changed;
	}

	return {
		issues,
		put(changes) {
			if (changes.size > FEW && changes.size > kept.length * SHARE) {
				for (const [index, row] of changes) kept[index] = row;
				parts = build();
			} else {
				for (const [index, row] of changes) {
					for (const part of parts) part.put(index, kept[index], row);
					kept[index] = row;
				}
				return update(new Set(parts.flatMap((part) => [...part.settle()])));
			}
			return update(new Set([...issues.keys(), ...parts.flatMap((part) => [...part.settle()])]));
		}
	};
}

function isSame(some: readonly CellIssue[], others: readonly CellIssue[]): boolean {
	return some.length === others.length && some.every((issue, i) => isSameIssue(issue, others[i]!));
}

function isSameIssue(one: CellIssue, other: CellIssue): boolean {
	if (one === other) return true;
	// Another object names another row sooner or later.
	if (SHARED.has(one.code)) return false;
	return (
		one.code === other.code &&
		one.column === other.column &&
		Object.keys(one.params).every((name) => one.params[name] === other.params[name]) &&
		one.fixes.length === other.fixes.length &&
		one.fixes.every((fix, i) => fix === other.fixes[i])
	);
}
