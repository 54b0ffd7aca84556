import type { Verification } from '#shared/verification/verification.ts';
import { fetchJson } from './fetch-json.ts';

/** A verification and when it was made. */
export interface Verified extends Verification {
	at: number;
}

/** Verifies a document on this device. The JSON-LD stack is large, so it is loaded only here and only now. */
export async function verifyDocument(document: unknown): Promise<Verified> {
	const { verifyCredential } = await import('#shared/verification/verify-credential.ts');
	const at = Date.now();
	const { outcome, checks } = await verifyCredential(document, {
		fetchJson,
		now: at,
		origin: location.origin
	});
	return { outcome, checks, at };
}
