import { localeTag, writeFirst } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';
import type { CheckCode, Verification } from '#shared/verification/verification.ts';

export interface StateInWords {
	tone: 'success' | 'warning' | 'error';
	words: string;
}

/**
 * The calendar day that an RFC 3339 time names where it was written: "31 December 2028". Not the reader's own day: the
 * issuer meant that day, and its end.
 */
export function dayInWords(time: string): string {
	const day = new Date(`${time.slice(0, 10)}T00:00:00Z`);
	return writeFirst(Intl.DateTimeFormat(localeTag(), { dateStyle: 'long', timeZone: 'UTC' }).format(day));
}

/** The state of a credential in one line; what weighs most decides. */
export function stateInWords(verification: Verification, validUntil: string | null): StateInWords {
	const codes = new Set<CheckCode>(verification.checks.map(({ code }) => code));
	const failed = new Set(
		verification.checks.filter((each) => each.outcome === 'failed').map(({ name }) => name)
	);
	if (failed.has('shape') || failed.has('proof') || failed.has('issuer')) {
		return { tone: 'error', words: m.credential_state_not_authentic() };
	}
	if (codes.has('revoked')) return { tone: 'error', words: m.credential_state_revoked() };
	if (codes.has('suspended')) return { tone: 'error', words: m.credential_state_suspended() };
	if (failed.has('status')) return { tone: 'error', words: m.credential_state_not_authentic() };
	if (codes.has('not-yet-valid')) return { tone: 'warning', words: m.credential_state_not_yet() };
	if (codes.has('expired')) {
		return {
			tone: 'warning',
			words: m.credential_state_expired({ date: validUntil ? dayInWords(validUntil) : '' })
		};
	}
	if (verification.outcome === 'unknown') return { tone: 'warning', words: m.credential_state_unknown() };
	if (validUntil === null) return { tone: 'success', words: m.credential_state_valid() };
	return { tone: 'success', words: m.credential_state_valid_until({ date: dayInWords(validUntil) }) };
}
