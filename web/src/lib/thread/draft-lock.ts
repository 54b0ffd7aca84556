/** A thread that was just ended holds its lock for a moment longer; its successor in the same tab asks again. */
const TRIES = 5;
const BETWEEN_TRIES_MS = 60;

/**
 * Takes the draft for this thread: two tabs must not write it at once. Answers how to let go, or null where another tab has
 * it. A lock ends with its thread, so none is ever left behind.
 */
export async function lockDraft(draftId: string): Promise<(() => void) | null> {
	for (let tried = 0; tried < TRIES; tried++) {
		if (tried > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
		const release = await request(draftId, { ifAvailable: true });
		if (release) return release;
	}
	return null;
}

/** Waits in line for the draft; null once the signal ends the waiting. */
export function awaitDraft(draftId: string, signal: AbortSignal): Promise<(() => void) | null> {
	return request(draftId, { signal });
}

function request(draftId: string, options: LockOptions): Promise<(() => void) | null> {
	return new Promise((answer, fail) => {
		navigator.locks
			.request(`sheaf-draft-${draftId}`, options, (lock) => {
				if (lock === null) return answer(null);
				return new Promise<void>((release) => answer(release));
			})
			.catch((fault: unknown) => (options.signal?.aborted ? answer(null) : fail(fault)));
	});
}
