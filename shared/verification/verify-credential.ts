import type { ParsedCredential } from '../credential/parse-credential.ts';
import { checkProof, findProof } from './check-proof.ts';
import { checkShape } from './check-shape.ts';
import { checkStatus } from './check-status.ts';
import { resolveIssuer } from './resolve-issuer.ts';
import {
	type CheckCode,
	concludeVerification,
	type Verification,
	type VerifyOptions
} from './verification.ts';

/**
 * Verifies a credential from anywhere: its shape, its proof, its issuer's key, its period and its status, each a check
 * of its own. Whatever the JSON is, it answers and does not throw; what could not be reached is `unknown`, not failed.
 */
export async function verifyCredential(document: unknown, options: VerifyOptions): Promise<Verification> {
	const shape = checkShape(document);
	if (shape.code !== 'shape-valid') {
		const rest: CheckCode = 'not-checked';
		return concludeVerification({ shape: shape.code, proof: rest, issuer: rest, period: rest, status: rest });
	}
	const remembering = { ...options, fetchJson: rememberAnswers(options.fetchJson) };
	const { credential } = shape;
	const issuer = credential.issuer.id;
	const [origin, status] = await Promise.all([
		checkOrigin(shape.document, issuer, remembering),
		checkStatus(credential.credentialStatus, issuer, remembering)
	]);
	const period = checkPeriod(credential, options.now);
	return concludeVerification({ shape: shape.code, ...origin, period, status });
}

/** Who signed it, and whether what was signed is what stands there. */
async function checkOrigin(
	document: Record<string, unknown>,
	issuer: string,
	options: VerifyOptions
): Promise<{ proof: CheckCode; issuer: CheckCode }> {
	const found = findProof(document);
	if ('code' in found) return { proof: found.code, issuer: 'not-checked' };
	const resolved = await resolveIssuer(issuer, found.proof.verificationMethod, options);
	if (resolved.code !== 'issuer-valid') return { proof: 'key-unknown', issuer: resolved.code };
	const proof = await checkProof(document, found.proof, resolved.key, options.now);
	return { proof, issuer: resolved.code };
}

function checkPeriod({ validFrom, validUntil }: ParsedCredential, now: number): CheckCode {
	// Instants, not strings: the zones may differ.
	if (now < Date.parse(validFrom)) return 'not-yet-valid';
	return validUntil !== undefined && now > Date.parse(validUntil) ? 'expired' : 'period-valid';
}

/** The credential and its status list share an issuer, whose document is asked for once. */
function rememberAnswers(fetchJson: VerifyOptions['fetchJson']): VerifyOptions['fetchJson'] {
	const answers = new Map<string, Promise<unknown>>();
	return (url) => {
		const answer = answers.get(url) ?? fetchJson(url);
		answers.set(url, answer);
		return answer;
	};
}
