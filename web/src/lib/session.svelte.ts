import { Session } from '#shared/contract/organisation.ts';
import { getSession } from './api.ts';
import { presenceLock } from './sign-out/finish-leaving.ts';
import { isLeaving, LEAVING_AT, markLeaving } from './sign-out/leaving-mark.ts';

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
	 * Signs out of this device. With the mark kept, this tab and all others load the sign-in page, which wipes what is left
	 * and ends the sign-in on the server as soon as it can be reached. false: the mark cannot be kept, and all is as before.
	 */
	signOut(): boolean {
		if (!this.current) return true;
		try {
			markLeaving(this.current.organisation.id);
		} catch {
			return false;
		}
		leave();
		return true;
	}

	/** Shows the other tabs that this one is here, and leaves with them when one signs out. Answers how to end it. */
	watch(organisationId: string): () => void {
		let goAway = () => {};
		const gone = new Promise<void>((resolve) => (goAway = resolve));
		void navigator.locks
			.request(presenceLock(organisationId), { mode: 'shared' }, () => gone)
			.catch(() => {});
		const told = ({ key }: StorageEvent) => key === LEAVING_AT && isLeaving(organisationId) && leave();
		addEventListener('storage', told);
		return () => {
			goAway();
			removeEventListener('storage', told);
		};
	}
}

/** A whole load, not a change of page: it ends every thread and request that holds the organisation's data. */
function leave(): void {
	location.replace('/sign-in');
}

function readKept(): Session | null {
	if (typeof localStorage === 'undefined') return null;
	try {
		const kept = Session.safeParse(JSON.parse(localStorage.getItem(KEPT_AT) ?? 'null'));
		return kept.success && !isLeaving(kept.data.organisation.id) ? kept.data : null;
	} catch {
		return null;
	}
}

export const signedIn = new SignedIn();
