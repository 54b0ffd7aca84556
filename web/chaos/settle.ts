import type { Kept } from './protocol.ts';
import { bringMessage, setClock, sweep, tellEvent } from './happenings.ts';
import type { Tab } from './tabs.ts';
import { deliver, give, resolveStopped } from './travel.ts';
import { BatchList, type Batch } from '#shared/contract/batch.ts';
import { decode, type World } from './world.ts';

const MINUTE_MS = 60_000;
/** Longer than the worker waits before it believes a message lost or a Worker dead. */
const ROUND_MS = 6 * MINUTE_MS;
/** After this many rounds the days pass in which a mail without news is given up. */
const PATIENT_ROUNDS = 8;
const LONG_ROUND_MS = 25 * 60 * MINUTE_MS;
const MOST_ROUNDS = 30;

/** The faults end: lets everything come to its end, with a person who looks after what asks for one. */
export async function settle(world: World): Promise<void> {
	world.note('settles');
	world.cloud.isMailFaulty = false;
	world.isSignedIn = true;
	while (world.stopped.length > 0) await resolveStopped(world, 0, world.random.chance(0.5));
	if (world.tabs.open.size === 0) await world.openTab();
	for (let round = 1; round <= MOST_ROUNDS; round += 1) {
		await settleDevice(world);
		await drainQueue(world);
		while (world.cloud.events.length > 0) await tellEvent(world, 0, false);
		if (await isSettled(world)) return;
		await sweep(world, false);
		await drainQueue(world);
		world.cloud.now += round > PATIENT_ROUNDS ? LONG_ROUND_MS : ROUND_MS;
	}
	world.note(`not settled after ${MOST_ROUNDS} rounds`);
}

/** What the network still has arrives, after everything. */
export async function arriveLast(world: World): Promise<void> {
	for (const asked of world.late.splice(0)) {
		const ending = await world.hear(asked, null);
		const status = ending.kind === 'answered' ? ending.answer.status : 'stopped';
		world.note(`${asked.method} ${asked.path}: arrives last: ${status}`);
	}
}

async function drainQueue(world: World): Promise<void> {
	// What is to come again waits for the next round.
	for (const { number } of [...world.cloud.queue]) await bringMessage(world, number, false);
	for (let left = 20; world.cloud.queue.length > 0 && left > 0; left -= 1) {
		for (const { number } of [...world.cloud.queue]) await bringMessage(world, number, false);
	}
}

/** Everything that is under way in the tabs goes on until they are quiet; then the person looks after what is there. */
async function settleDevice(world: World): Promise<void> {
	await flow(world);
	const [tab] = world.tabs.open.values();
	await world.tell(tab!, { kind: 'wake' });
	await flow(world);
	const kept = await read(world, tab!);
	for (const { batchId, attention, dueAt, notBeforeAt } of kept.outbox) {
		if (attention?.kind === 'refused') await command(world, tab!, { kind: 'return-refused', batchId });
		else if (attention && attention.kind !== 'sign-in-needed')
			await command(world, tab!, { kind: 'dismiss', batchId });
		await setClock(world, Math.max(world.deviceNow, dueAt, notBeforeAt));
	}
	for (const { batchId } of kept.drafts) {
		if (batchId) await command(world, tab!, { kind: 'look', batchId });
	}
}

async function command(world: World, tab: Tab, what: Parameters<World['tell']>[1]): Promise<void> {
	await world.tell(tab, what);
	await flow(world);
}

export async function read(world: World, tab: Tab): Promise<Kept> {
	await flow(world);
	const before = tab.ended.length;
	await world.tell(tab, { kind: 'read' });
	const last = tab.ended.slice(before).find((ended) => ended.command === 'read');
	if (!last || last.fault) throw new Error(`The device could not be read: ${last?.fault}`);
	return last.result as Kept;
}

/** No fault any more: each write goes on, each request arrives and is answered. */
async function flow(world: World): Promise<void> {
	for (;;) {
		const writing = [...world.tabs.open.values()].find(({ goOn }) => goOn);
		if (writing) {
			await world.tabs.goOn(writing.name);
			continue;
		}
		world.gather();
		const [journey] = world.journeys.values();
		if (!journey) return;
		world.note(`${journey.asked.method} ${journey.asked.path}`);
		if (journey.stage !== 'answered') await deliver(world, journey, null);
		await give(world, journey, journey.answer!);
	}
}

async function isSettled(world: World): Promise<boolean> {
	const [tab] = world.tabs.open.values();
	const { outbox, drafts } = await read(world, tab!);
	if (outbox.some(({ state, attention }) => state !== 'held' || attention !== null)) return false;
	const batches = await listBatches(world);
	for (const batchId of drafts.flatMap(({ batchId }) => batchId ?? [])) {
		const state = batches.get(batchId)?.state;
		if (state !== 'issued' && state !== 'issuing' && state !== 'held') return false;
	}
	return [...batches.values()].every(
		({ state, settledAt }) => state === 'taken-back' || state === 'receiving' || settledAt !== null
	);
}

/** All batches that the server has of the organisation: a run makes fewer than a page of them. */
export async function listBatches(world: World): Promise<Map<string, Batch>> {
	const answer = await world.must(world.request('GET', '/batches'));
	const { batches } = BatchList.parse(JSON.parse(decode(answer)));
	return new Map(batches.map((batch) => [batch.id, batch]));
}
