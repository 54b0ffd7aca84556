/** `Date` of an answer is cut to the second: the server's clock stood somewhere in it. */
const SECOND_MS = 1000;

export interface TimedAnswer {
	/** The answer's `Date`, milliseconds since the epoch. */
	date: number;
	/** By the device's clock. */
	sentAt: number;
	receivedAt: number;
}

const KEPT_AT = 'sheaf-clock-offset';
/** A clock that is right but for this is not worth a note on the device. */
const NOTED_FROM_MS = 60_000;

let kept = readKept();
let offsetMs = kept;

/** What the server's clock says now, as far as its answers told. Holds and expirations are the server's. */
export function serverNow(): number {
	return Date.now() + offsetMs;
}

/** Learns from an answer how far the device's clock is from the server's. */
export function noteServerTime(headers: Headers, sentAt: number, receivedAt: number): void {
	const date = Date.parse(headers.get('date') ?? '');
	if (Number.isNaN(date)) return;
	offsetMs = correctOffset(offsetMs, { date, sentAt, receivedAt });
	if (Math.abs(offsetMs - kept) >= NOTED_FROM_MS) keep(offsetMs);
}

/** Kept for the next opening, which may be without a connection. Workers have no such place; they are told the time. */
function keep(offset: number): void {
	kept = offset;
	if (typeof localStorage !== 'undefined') localStorage.setItem(KEPT_AT, String(offset));
}

function readKept(): number {
	const offset = typeof localStorage === 'undefined' ? 0 : Number(localStorage.getItem(KEPT_AT));
	return Number.isFinite(offset) ? offset : 0;
}

/**
 * The offset to add to the device's clock, milliseconds. One answer leaves a second and its own journey in doubt; what
 * was known stays where it fits, so that a countdown does not jump with every answer, and gets better with each.
 */
export function correctOffset(known: number, { date, sentAt, receivedAt }: TimedAnswer): number {
	const least = date - receivedAt;
	const most = date + SECOND_MS - sentAt;
	// The clock was set while the answer was on its way: it tells nothing.
	if (least > most) return known;
	return Math.min(most, Math.max(least, known));
}
