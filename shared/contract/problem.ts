import * as z from 'zod';

/** Codes of the API's problems; they never change. */
export const PROBLEM_CODES = [
	'request-invalid',
	'sign-in-needed',
	'not-allowed',
	'not-found',
	'protocol-unsupported',
	'version-conflict',
	'content-conflict',
	'chunk-missing',
	'row-invalid',
	'definition-changed',
	'state-conflict',
	'too-large',
	'too-many-requests',
	'internal'
] as const;

/** RFC 9457 problem details, with the place of each fault as a JSON pointer into the request's body. */
export const Problem = z.object({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	detail: z.string().optional(),
	/** The request id, also in the `X-Request-Id` header. */
	instance: z.string().optional(),
	code: z.enum(PROBLEM_CODES),
	errors: z
		.array(
			z.object({
				pointer: z.string(),
				code: z.string(),
				detail: z.string().optional(),
				/** For a fault in a row: its key. */
				row: z.string().optional()
			})
		)
		.optional()
});
export type Problem = z.infer<typeof Problem>;
export type ProblemCode = Problem['code'];
