import type { Answered, StopPlan } from './cloud.ts';
import type { HttpAnswer } from './switchboard.ts';
import type { Tab } from './tabs.ts';
import type { Journey, World } from './world.ts';

// What can become of a request and of its answer on the way.

/** The most calls to D1, queue and mail that an invocation here makes; it may end at any of them. */
const MOST_CALLS = 14;
const STOP_PROBABILITY = 0.25;

export const PORTAL: HttpAnswer = {
	status: 200,
	headers: { 'content-type': 'text/html' },
	body: '<!doctype html><title>Welcome</title>'
};
export const BUSY: HttpAnswer = {
	status: 429,
	headers: { 'content-type': 'text/plain', 'retry-after': '30' },
	body: 'Too many requests'
};
export const PATIENCE: HttpAnswer = {
	status: 429,
	headers: { 'content-type': 'application/problem+json', 'retry-after': '30' },
	body: JSON.stringify({ type: 'about:blank', title: 'Wait', status: 429, code: 'too-many-requests' })
};
export const DOWN: HttpAnswer = {
	status: 503,
	headers: { 'content-type': 'text/html' },
	body: 'Bad gateway'
};
export const BROKEN: HttpAnswer = {
	status: 500,
	headers: { 'content-type': 'application/problem+json' },
	body: JSON.stringify({ type: 'about:blank', title: 'Fault', status: 500, code: 'internal' })
};

export function planStop(world: World): StopPlan | null {
	if (!world.random.chance(STOP_PROBABILITY)) return null;
	return { at: world.random.between(1, MOST_CALLS), after: world.random.chance(0.5) };
}

export async function deliver(world: World, journey: Journey, stop: StopPlan | null): Promise<void> {
	const ending = await world.hear(journey.asked, stop);
	if (ending.kind === 'stopped') {
		journey.stage = 'in the worker';
		world.stopped.push({ stopped: ending.stopped, journey, message: null });
		return world.note(`  stops at call ${stop?.at} ${stop?.after ? 'after' : 'before'} its effect`);
	}
	journey.stage = 'answered';
	journey.answer = ending.answer;
	world.note(`  ${ending.answer.status}`);
}

/** The tab gets the answer. */
export async function give(world: World, journey: Journey, answer: Answered | HttpAnswer): Promise<void> {
	world.journeys.delete(journey.request.id);
	const date = new Date(world.cloud.now).toUTCString();
	await world.tabs.answer(journey.request, (request) =>
		request.answer({ ...answer, headers: { ...answer.headers, date } })
	);
}

/** The connection ends without an answer. What the worker does for it goes on. */
export async function cut(world: World, journey: Journey): Promise<void> {
	world.journeys.delete(journey.request.id);
	for (const one of world.stopped) if (one.journey === journey) one.journey = null;
	await world.tabs.answer(journey.request, (request) => request.cut());
}

/** A tab is closed; what it had asked may still arrive. */
export async function closeTab(world: World, tab: Tab): Promise<void> {
	const left = await world.tabs.close(tab.name);
	for (const request of left) {
		const journey = world.journeys.get(request.id);
		world.journeys.delete(request.id);
		for (const one of world.stopped) if (one.journey === journey) one.journey = null;
		if (journey?.stage === 'arrived' && world.random.chance(0.5)) world.late.push(journey.asked);
	}
}

/** Something that stood still in the worker goes on, or its invocation ends there. */
export async function resolveStopped(world: World, index: number, goesOn: boolean): Promise<void> {
	const [{ stopped, journey, message }] = world.stopped.splice(index, 1) as [(typeof world.stopped)[number]];
	if (!goesOn) {
		stopped.kill();
		await stopped.end;
		if (message !== null) world.note(`  message ${message} comes again`);
		if (journey) await cut(world, journey);
		return;
	}
	world.cloud.now += 1;
	stopped.goOn(world.cloud.now);
	const answer = await stopped.end;
	world.note(`  goes on: ${answer?.status}`);
	if (message !== null) world.cloud.queue = world.cloud.queue.filter(({ number }) => number !== message);
	if (!journey || !answer) return;
	journey.stage = 'answered';
	journey.answer = answer;
}
