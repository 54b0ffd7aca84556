const FIRST_MS = 2_000;
/** Somebody looks at the app, and a hold may be running down. */
const LONGEST_MS = 15_000;

/** Milliseconds until the server is asked again whether it is there, after so many tries: doubling, with jitter. */
export function probeDelay(tries: number, random: number): number {
	const step = Math.min(LONGEST_MS, FIRST_MS * 2 ** tries);
	return step / 2 + (step / 2) * random;
}
