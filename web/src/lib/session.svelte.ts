import { Session } from '#shared/contract/organisation.ts';
import { getSession } from './api.ts';
import { signOutOfServer, type SignInFault } from './api-sign-in.ts';
import { forgetHistory } from './sync/history-store.ts';

const KEPT_AT = 'sheaf-session';

/**
 * Who is signed in. A copy lies on the device so that the app opens and works without a connection; only the server's
 * cookie lets anything be done there, so an old copy opens nothing that it should not.
 */
class SignedIn {
	current = $state.raw<Session | null>(readKept());
	/** The server no longer knows this sign-in. Everything on the device stays; only sending waits. */
	isExpired = $state(false);

	get isAdmin() {
		return this.current?.role === 'admin';
	}

	/** Asks the server who this is. `unreachable`: go on with the copy, if there is one. */
	async refresh(): Promise<'signed-in' | 'signed-out' | 'unreachable'> {
		const answer = await getSession();
		if (answer.ok) {
			this.keep(answer.value);
			return 'signed-in';
		}
		if (answer.offline || answer.problem.code !== 'sign-in-needed') return 'unreachable';
		this.isExpired = this.current !== null;
		return 'signed-out';
	}

	keep(session: Session) {
		this.current = session;
		this.isExpired = false;
		localStorage.setItem(KEPT_AT, JSON.stringify(session));
	}

	/**
	 * Drafts and the outbox stay on the device; the next person to sign in sees only their own organisation's. Who was issued
	 * what is wiped: the server tells it again.
	 */
	async signOut(): Promise<SignInFault | null> {
		const fault = await signOutOfServer();
		if (fault !== null && fault !== 'code-wrong') return fault;
		const organisationId = this.current?.organisation.id;
		localStorage.removeItem(KEPT_AT);
		this.current = null;
		this.isExpired = false;
		if (organisationId !== undefined) await forgetHistory(organisationId);
		return null;
	}
}

function readKept(): Session | null {
	if (typeof localStorage === 'undefined') return null;
	try {
		const kept = Session.safeParse(JSON.parse(localStorage.getItem(KEPT_AT) ?? 'null'));
		return kept.success ? kept.data : null;
	} catch {
		return null;
	}
}

export const signedIn = new SignedIn();
