import * as z from 'zod';

/** What a sign-out still has to do. Written in one go before anything is taken away, so that a closed tab stops nothing. */
const Leaving = z.object({
	/** Organisations whose data must go from the device. */
	wipe: z.array(z.string()),
	/** The server has not been told yet; only it can end a sign-in. */
	endSignIn: z.boolean()
});
export type Leaving = z.infer<typeof Leaving>;

export const LEAVING_AT = 'sheaf-leaving';

const NOTHING: Leaving = { wipe: [], endSignIn: false };

export function readLeaving(): Leaving {
	if (typeof localStorage === 'undefined') return NOTHING;
	try {
		return Leaving.catch(NOTHING).parse(JSON.parse(localStorage.getItem(LEAVING_AT) ?? 'null'));
	} catch {
		return NOTHING;
	}
}

/** From here on the organisation counts as signed out of on this device. Throws where it cannot be written: then nothing is. */
export function markLeaving(organisationId: string): void {
	const { wipe } = readLeaving();
	keepLeaving({ wipe: [...new Set([...wipe, organisationId])], endSignIn: true });
}

export function isLeaving(organisationId: string): boolean {
	return readLeaving().wipe.includes(organisationId);
}

export function markWiped(organisationId: string): void {
	const { wipe, endSignIn } = readLeaving();
	keepLeaving({ wipe: wipe.filter((id) => id !== organisationId), endSignIn });
}

export function markSignInEnded(): void {
	keepLeaving({ ...readLeaving(), endSignIn: false });
}

function keepLeaving(leaving: Leaving): void {
	if (leaving.wipe.length === 0 && !leaving.endSignIn) localStorage.removeItem(LEAVING_AT);
	else localStorage.setItem(LEAVING_AT, JSON.stringify(leaving));
}
