import type { ProblemCode } from '#shared/contract/problem.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Answer } from '../api-call.ts';

const WORDS: Record<ProblemCode, () => string> = {
	'request-invalid': m.problem_request_invalid,
	'sign-in-needed': m.problem_sign_in_needed,
	'not-allowed': m.problem_not_allowed,
	'not-found': m.problem_not_found,
	'protocol-unsupported': m.problem_protocol_unsupported,
	'version-conflict': m.problem_version_conflict,
	'content-conflict': m.problem_content_conflict,
	'chunk-missing': m.problem_chunk_missing,
	'row-invalid': m.problem_row_invalid,
	'definition-changed': m.problem_definition_changed,
	'state-conflict': m.problem_state_conflict,
	'too-large': m.problem_too_large,
	'too-many-requests': m.problem_too_many_requests,
	internal: m.problem_internal
};

/** What happened and what to do, for a person, after a request that did not succeed. */
export function explainProblem(answer: Exclude<Answer<unknown>, { ok: true }>): string {
	if (answer.offline) return m.problem_offline();
	const words = WORDS[answer.problem.code]();
	const isOurFault = answer.problem.code === 'internal' && answer.problem.instance;
	return isOurFault ? `${words} ${m.problem_reference({ id: answer.problem.instance ?? '' })}` : words;
}
