/** The named checks of a verification, in the order in which they are shown. */
export const CHECK_NAMES = ['shape', 'proof', 'issuer', 'period', 'status'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** `unknown` is "could not be checked", which is not "failed". */
export type Outcome = 'passed' | 'failed' | 'unknown';

/** Every code that a check can carry, with its outcome. Codes never change; the words for people live in the web room. */
export const CHECK_CODES = {
	'shape-valid': 'passed',
	'shape-invalid': 'failed',
	'shape-too-large': 'failed',
	'proof-valid': 'passed',
	'proof-invalid': 'failed',
	'proof-missing': 'failed',
	'proof-expired': 'failed',
	'proof-unsupported': 'unknown',
	'context-unknown': 'unknown',
	'key-unknown': 'unknown',
	'issuer-valid': 'passed',
	'issuer-mismatch': 'failed',
	'issuer-key-not-listed': 'failed',
	'issuer-unreachable': 'unknown',
	'issuer-unsupported': 'unknown',
	'period-valid': 'passed',
	'not-yet-valid': 'failed',
	expired: 'failed',
	'not-revoked': 'passed',
	'status-absent': 'passed',
	revoked: 'failed',
	suspended: 'failed',
	'status-list-invalid': 'failed',
	'status-unreachable': 'unknown',
	'status-unsupported': 'unknown',
	'not-checked': 'unknown'
} as const satisfies Record<string, Outcome>;
export type CheckCode = keyof typeof CHECK_CODES;

export interface Check {
	name: CheckName;
	outcome: Outcome;
	code: CheckCode;
}

/** `outcome`: failed if any check failed, else unknown if any could not be checked, else passed. */
export interface Verification {
	outcome: Outcome;
	checks: Check[];
}

/** What a verification needs from outside. */
export interface VerifyOptions {
	/** Answers the parsed JSON at an address; rejects when it cannot. The caller bounds time and size. */
	fetchJson: (url: string) => Promise<unknown>;
	/** Milliseconds since the epoch. */
	now: number;
	/** The deployment's own address: only its host may be asked over http. */
	origin?: string;
}

/** Puts the codes of the five checks together. */
export function concludeVerification(codes: Record<CheckName, CheckCode>): Verification {
	const checks = CHECK_NAMES.map((name) => ({ name, outcome: CHECK_CODES[codes[name]], code: codes[name] }));
	const outcomes = new Set(checks.map((check) => check.outcome));
	return {
		outcome: outcomes.has('failed') ? 'failed' : outcomes.has('unknown') ? 'unknown' : 'passed',
		checks
	};
}
