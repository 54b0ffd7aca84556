import { m } from '#lib/paraglide/messages.js';
import type { CheckCode, CheckName, Outcome } from '#shared/verification/verification.ts';

export const CHECK_TITLES: Record<CheckName, () => string> = {
	shape: m.credential_check_shape,
	proof: m.credential_check_proof,
	issuer: m.credential_check_issuer,
	period: m.credential_check_period,
	status: m.credential_check_status
};

export const OUTCOME_WORDS: Record<Outcome, () => string> = {
	passed: m.credential_outcome_passed,
	failed: m.credential_outcome_failed,
	unknown: m.credential_outcome_unknown
};

/** What each check found, in one sentence. */
export const CODE_WORDS: Record<CheckCode, () => string> = {
	'shape-valid': m.credential_code_shape_valid,
	'shape-invalid': m.credential_code_shape_invalid,
	'shape-too-large': m.credential_code_shape_too_large,
	'proof-valid': m.credential_code_proof_valid,
	'proof-invalid': m.credential_code_proof_invalid,
	'proof-missing': m.credential_code_proof_missing,
	'proof-expired': m.credential_code_proof_expired,
	'proof-unsupported': m.credential_code_proof_unsupported,
	'context-unknown': m.credential_code_context_unknown,
	'key-unknown': m.credential_code_key_unknown,
	'issuer-valid': m.credential_code_issuer_valid,
	'issuer-mismatch': m.credential_code_issuer_mismatch,
	'issuer-key-not-listed': m.credential_code_issuer_key_not_listed,
	'issuer-unreachable': m.credential_code_issuer_unreachable,
	'issuer-unsupported': m.credential_code_issuer_unsupported,
	'period-valid': m.credential_code_period_valid,
	'not-yet-valid': m.credential_code_not_yet_valid,
	expired: m.credential_code_expired,
	'not-revoked': m.credential_code_not_revoked,
	'status-absent': m.credential_code_status_absent,
	revoked: m.credential_code_revoked,
	suspended: m.credential_code_suspended,
	'status-list-invalid': m.credential_code_status_list_invalid,
	'status-unreachable': m.credential_code_status_unreachable,
	'status-unsupported': m.credential_code_status_unsupported,
	'not-checked': m.credential_code_not_checked
};
