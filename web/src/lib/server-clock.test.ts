import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctOffset, noteServerTime, serverNow } from './server-clock.ts';

const HOUR_MS = 60 * 60_000;
const offsets = fc.integer({ min: -48 * HOUR_MS, max: 48 * HOUR_MS });
const answers = fc.array(fc.record({ pause: fc.nat(60_000), up: fc.nat(5000), down: fc.nat(5000) }), {
	minLength: 1,
	maxLength: 20
});

/** The answers of a server whose clock is `offset` ahead of the device's. */
function* answersOf(offset: number, journeys: { pause: number; up: number; down: number }[]) {
	let device = 1_800_000_000_000;
	for (const { pause, up, down } of journeys) {
		const sentAt = device + pause;
		const receivedAt = sentAt + up + down;
		device = receivedAt;
		yield { date: Math.floor((sentAt + up + offset) / 1000) * 1000, sentAt, receivedAt };
	}
}

test('after any answer the offset is right but for a second and the journey, and never worse afterwards', () => {
	fc.assert(
		fc.property(offsets, offsets, answers, (truth, before, journeys) => {
			let known = before;
			let error = Infinity;
			for (const answer of answersOf(truth, journeys)) {
				known = correctOffset(known, answer);
				const journey = answer.receivedAt - answer.sentAt;
				expect(Math.abs(known - truth)).toBeLessThanOrEqual(journey + 1000);
				expect(Math.abs(known - truth)).toBeLessThanOrEqual(error);
				error = Math.abs(known - truth);
			}
		})
	);
});

test('a right clock is left alone', () => {
	fc.assert(
		fc.property(answers, (journeys) => {
			for (const answer of answersOf(0, journeys)) expect(correctOffset(0, answer)).toBe(0);
		})
	);
});

test('a clock that is set back during a request tells nothing; the next answer puts it right', () => {
	const sentAt = 1_800_000_000_000;
	const receivedAt = sentAt - HOUR_MS;
	expect(correctOffset(5, { date: sentAt, sentAt, receivedAt })).toBe(5);
	expect(correctOffset(5, { date: sentAt, sentAt: receivedAt, receivedAt })).toBe(HOUR_MS);
});

test('how far a wrong clock is off outlives a reload without a connection', async () => {
	const ahead = Date.now() + 3 * HOUR_MS;
	noteServerTime(new Headers({ date: new Date(ahead).toUTCString() }), Date.now(), Date.now());
	// Another address is another copy of the module, as a reload makes one.
	const another = './server-clock.ts?after-a-reload';
	const reloaded = (await import(/* @vite-ignore */ another)) as typeof import('./server-clock.ts');
	expect(reloaded.serverNow).not.toBe(serverNow);
	expect(Math.abs(reloaded.serverNow() - ahead)).toBeLessThan(5000);
	localStorage.removeItem('sheaf-clock-offset');
});
