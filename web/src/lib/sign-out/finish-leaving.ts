import { signOutOfServer, type SignInFault } from '../api-sign-in.ts';
import { markSignInEnded, markWiped, readLeaving } from './leaving-mark.ts';
import { wipeOrganisation } from './wipe-organisation.ts';

/** A tab that does not go away in this time (an old copy of the app, a stopped one) no longer holds a sign-out up. */
const OTHERS_LIMIT_MS = 4000;
const SIGN_IN_LOCK = 'sheaf-sign-in';

/** Held by every tab that shows the organisation, so that what it may still write is written before all is wiped. */
export function presenceLock(organisationId: string): string {
	return `sheaf-present-${organisationId}`;
}

/** Does what a sign-out has left to do on the device: before the app shows or stores anything. false: it was not possible. */
export async function finishLeaving(othersLimitMs = OTHERS_LIMIT_MS): Promise<boolean> {
	for (const organisationId of readLeaving().wipe) {
		try {
			await whenAlone(organisationId, othersLimitMs, async () => {
				// Another tab may have done it while this one waited.
				if (!readLeaving().wipe.includes(organisationId)) return;
				await wipeOrganisation(organisationId);
				markWiped(organisationId);
			});
		} catch {
			return false;
		}
	}
	return true;
}

/** The other tabs leave when they see the mark; then none of their threads can write any more. */
async function whenAlone(organisationId: string, limitMs: number, work: () => Promise<void>): Promise<void> {
	const name = presenceLock(organisationId);
	const waiting = new AbortController();
	const timer = setTimeout(() => waiting.abort(), limitMs);
	let isAlone = false;
	try {
		await navigator.locks.request(name, { signal: waiting.signal }, async () => {
			isAlone = true;
			clearTimeout(timer);
			await work();
		});
	} catch (fault) {
		if (isAlone || !waiting.signal.aborted) throw fault;
		await work();
	}
}

/**
 * Ends the sign-in on the server where a sign-out could not: the cookie is out of the app's reach. Whoever signs in anew
 * waits for it, or its answer would take the new cookie away.
 */
export function endSignIn(): Promise<SignInFault | null> {
	return inSignInTurn(async () => {
		if (!readLeaving().endSignIn) return null;
		const fault = await signOutOfServer();
		// Answered, in whichever way, and not by a server that is in trouble: there is no sign-in any more.
		if (fault !== null && fault !== 'code-wrong') return fault;
		markSignInEnded();
		return null;
	});
}

/** Signing in and out change the same cookie: one at a time, over all tabs. */
export async function inSignInTurn<T>(work: () => Promise<T>): Promise<T> {
	return navigator.locks.request(SIGN_IN_LOCK, work) as Promise<T>;
}
