import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import type { Answered, Asked } from './cloud.ts';
import type { Verdict } from './protocol.ts';
import type { Tab } from './tabs.ts';
import {
	BROKEN,
	BUSY,
	closeTab,
	cut,
	deliver,
	DOWN,
	give,
	PATIENCE,
	planStop,
	PORTAL,
	resolveStopped
} from './travel.ts';
import { decode, type Journey, type World, type WorldDraft } from './world.ts';

/** Something that can happen next, how likely it is, and how. */
export interface Happening {
	weight: number;
	name: string;
	happen: () => Promise<unknown>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** After which the queue brings a message again. */
const RETRY_MS = 10_000;
const MOST_TABS = 3;
const MOST_BATCHES_OF_A_DRAFT = 4;

/** All that can happen now, in an order that depends on nothing but the run itself. */
export function listHappenings(world: World): Happening[] {
	world.gather();
	return [
		...[...world.tabs.open.values()].flatMap((tab) => ofTab(world, tab)),
		...[...world.journeys.values()].flatMap((journey) => ofJourney(world, journey)),
		...ofBrowser(world),
		...ofOthers(world),
		...ofWorker(world),
		...ofTime(world)
	];
}

function ofTab(world: World, tab: Tab): Happening[] {
	const { name, report } = tab;
	const close = { weight: 0.3, name: `${name} is closed`, happen: () => closeTab(world, tab) };
	if (tab.goOn) {
		const where = `${name} writes ${report?.tables.join(' ')}`;
		return [
			{ weight: 30, name: where, happen: () => world.tabs.goOn(name) },
			{ weight: 1.2, name: `${where}: closed before`, happen: () => closeTab(world, tab) },
			{
				weight: 1.2,
				name: `${where}: closed in the middle`,
				happen: () => closeAt(world, tab, 'in-the-middle')
			},
			{ weight: 1.2, name: `${where}: closed after it`, happen: () => closeAt(world, tab, 'after-commit') }
		];
	}
	const timers = (report?.timers ?? []).map(({ id }, index) => ({
		weight: 2,
		name: `${name}: timer ${index}`,
		happen: () => world.tell(tab, { kind: 'fire', timer: id })
	}));
	return [
		...timers,
		{ weight: 1, name: `${name} is online`, happen: () => world.tell(tab, { kind: 'wake' }) },
		{ weight: 0.5, name: `${name} syncs`, happen: () => world.tell(tab, { kind: 'sync' }) },
		...world.drafts.flatMap((draft) => ofDraft(world, tab, draft)),
		close
	];
}

async function closeAt(world: World, tab: Tab, closed: Verdict['closed']): Promise<void> {
	const writes = world.random.between(1, 3);
	const isDying = await world.tabs.goOn(tab.name, { closed, writes });
	if (isDying) await closeTab(world, tab);
	else world.note('  too few writes');
}

function ofDraft(world: World, tab: Tab, draft: WorldDraft): Happening[] {
	const batchId = draft.batches.at(-1);
	const isOpen = !world.isIssuing(draft) && draft.batches.length < MOST_BATCHES_OF_A_DRAFT;
	const issuing: Happening[] = isOpen
		? [
				{
					weight: batchId ? 0.8 : 4,
					name: `${tab.name} issues ${draft.id}`,
					happen: () => world.tell(tab, { kind: 'issue', issuing: world.prepare(draft, tab) })
				}
			]
		: [];
	if (!batchId) return issuing;
	return [
		...issuing,
		{
			weight: 0.15,
			name: `${tab.name} takes ${batchId} back`,
			happen: () => world.tell(tab, { kind: 'take-back', batchId })
		},
		{
			weight: 0.3,
			name: `${tab.name} looks at ${batchId}`,
			happen: () => world.tell(tab, { kind: 'look', batchId })
		},
		{
			weight: 0.15,
			name: `${tab.name} returns ${batchId}`,
			happen: () => world.tell(tab, { kind: 'return-refused', batchId })
		},
		{
			weight: 0.15,
			name: `${tab.name} dismisses ${batchId}`,
			happen: () => world.tell(tab, { kind: 'dismiss', batchId })
		}
	];
}

function ofJourney(world: World, journey: Journey): Happening[] {
	const { asked, answer, stage } = journey;
	const where = `${asked.method} ${asked.path}`;
	const lost = { weight: 1, name: `${where}: no answer`, happen: () => cut(world, journey) };
	// A tab that stands before a write would not see an answer.
	const hears = !world.tabs.open.get(journey.request.id.split('.')[0]!)?.goOn;
	if (!hears && stage !== 'arrived') return [];
	if (stage === 'in the worker') return [lost];
	if (stage === 'answered') {
		return [
			{ weight: 20, name: `${where}: answered`, happen: () => give(world, journey, answer!) },
			{ ...lost, weight: 2 }
		];
	}
	const instead = [
		[1, 'portal', PORTAL],
		[0.4, 'busy', BUSY],
		[0.6, 'patience', PATIENCE],
		[0.7, 'down', DOWN],
		[0.4, 'broken', BROKEN]
	] as const;
	const arrives = {
		weight: 20,
		name: `${where}: arrives`,
		happen: () => deliver(world, journey, planStop(world))
	};
	if (!hears) return [arrives];
	return [
		arrives,
		{ weight: 1, name: `${where}: lost`, happen: () => cut(world, journey) },
		{ weight: 1, name: `${where}: late`, happen: () => cutAndKeep(world, journey) },
		{ weight: 1.2, name: `${where}: doubled`, happen: () => arriveTwice(world, journey) },
		...instead.map(([weight, name, answer]) => ({
			weight,
			name: `${where}: ${name}`,
			happen: () => give(world, journey, answer)
		}))
	];
}

async function cutAndKeep(world: World, journey: Journey): Promise<void> {
	world.late.push(journey.asked);
	await cut(world, journey);
}

async function arriveTwice(world: World, journey: Journey): Promise<void> {
	if (world.random.chance(0.5)) world.late.push(journey.asked);
	else await arriveLate(world, journey.asked);
	await deliver(world, journey, planStop(world));
}

async function arriveLate(world: World, asked: Asked): Promise<void> {
	const stop = planStop(world);
	const ending = await world.hear(asked, stop);
	if (ending.kind === 'stopped')
		world.stopped.push({ stopped: ending.stopped, journey: null, message: null });
	world.note(`  a copy: ${ending.kind === 'answered' ? ending.answer.status : `stops at call ${stop?.at}`}`);
}

function ofBrowser(world: World): Happening[] {
	const { size } = world.tabs.open;
	const open = {
		weight: size === 0 ? 20 : 0.7,
		name: 'a tab is opened',
		happen: async () => void (await world.openTab())
	};
	const late = world.late.map((asked, index) => ({
		weight: 1,
		name: `${asked.method} ${asked.path}: arrives late`,
		happen: () => {
			world.late.splice(index, 1);
			return arriveLate(world, asked);
		}
	}));
	return size < MOST_TABS ? [open, ...late] : late;
}

/** Another device of the organisation, its admin, and the sign-in's end. */
function ofOthers(world: World): Happening[] {
	const ask = (method: string, path: string, body?: unknown) => async () =>
		arriveLate(world, world.request(method, path, body));
	const ofBatches = [...world.batches.values()].flatMap(({ id }) => [
		{
			weight: 0.08,
			name: `another device takes ${id} back`,
			happen: ask('POST', `/batches/${id}/take-back`)
		},
		{
			weight: 0.15,
			name: `another device releases ${id}`,
			happen: ask('POST', `/batches/${id}/release`)
		}
	]);
	return [
		...ofBatches,
		...[...world.versions.keys()].map((id) => ({
			weight: 0.1,
			name: `${id} is changed`,
			happen: () => edit(world, id)
		})),
		...[...world.versions.keys()].map((id) => ({
			weight: 0.1,
			name: `${id} ${world.archived.has(id) ? 'is brought back' : 'is archived'}`,
			happen: () => archive(world, id)
		})),
		{
			weight: world.isSignedIn ? 0.15 : 1.5,
			name: world.isSignedIn ? 'the sign-in ends' : 'signed in again',
			happen: async () => (world.isSignedIn = !world.isSignedIn)
		}
	];
}

async function archive(world: World, id: string): Promise<void> {
	const archived = !world.archived.has(id);
	await world.must(world.request('PUT', `/definitions/${id}/archived`, { archived }));
	if (archived) world.archived.add(id);
	else world.archived.delete(id);
	world.isCatalogChanged = true;
}

async function edit(world: World, id: string): Promise<void> {
	const { version: _, archived: __, id: ___, ...content } = DEMO_CATALOG.find((one) => one.id === id)!;
	const basedOn = world.versions.get(id)!;
	const changed = { ...content, criteria: `As agreed in version ${basedOn + 1}.` };
	await world.must(world.request('PUT', `/definitions/${id}`, { basedOn, content: changed }));
	world.versions.set(id, basedOn + 1);
	world.isCatalogChanged = true;
}

function ofWorker(world: World): Happening[] {
	const { cloud } = world;
	const messages = cloud.queue.flatMap(({ number, body }) => {
		const what = `message ${number} ${JSON.stringify(body)}`;
		return [
			{ weight: 4, name: what, happen: () => bringMessage(world, number) },
			{
				weight: 0.4,
				name: `${what}: lost`,
				happen: async () => void (cloud.queue = cloud.queue.filter((message) => message.number !== number))
			},
			{ weight: 0.4, name: `${what}: doubled`, happen: () => doubleMessage(world, number) }
		];
	});
	const stopped = world.stopped.flatMap(({ stopped }, index) => [
		{ weight: 1.5, name: `goes on: ${stopped.what}`, happen: () => resolveStopped(world, index, true) },
		{ weight: 1.5, name: `dies: ${stopped.what}`, happen: () => resolveStopped(world, index, false) }
	]);
	const events = cloud.events.flatMap((event, index) => [
		{ weight: 0.7, name: `event ${index}`, happen: () => tellEvent(world, index, false) },
		{ weight: 0.2, name: `event ${index}, to come again`, happen: () => tellEvent(world, index, true) }
	]);
	return [...messages, ...stopped, ...events, { weight: 1, name: 'schedule', happen: () => sweep(world) }];
}

export async function bringMessage(world: World, number: number, faulty = true): Promise<void> {
	const message = world.cloud.queue.find((one) => one.number === number)!;
	const stop = faulty ? planStop(world) : null;
	const body = JSON.stringify(message.body);
	const ending = await world.cloud.ask({ method: 'POST', path: '/chaos/queue', headers: {}, body }, stop);
	if (ending.kind === 'stopped') {
		world.stopped.push({ stopped: ending.stopped, journey: null, message: number });
		return world.note(`  stops at call ${stop?.at} ${stop?.after ? 'after' : 'before'} its effect`);
	}
	const wasDone = isDone(ending.answer);
	world.note(`  ${wasDone ? 'done' : 'to come again'}`);
	if (wasDone) world.cloud.queue = world.cloud.queue.filter((one) => one.number !== number);
}

async function doubleMessage(world: World, number: number): Promise<void> {
	const { body } = world.cloud.queue.find((one) => one.number === number)!;
	await bringMessage(world, number);
	world.cloud.enqueue(body);
}

/** As the queue brings it: an event that is not taken comes again later, in another order. */
export async function tellEvent(world: World, index: number, stays: boolean): Promise<void> {
	const { cloud } = world;
	const [event] = stays ? [cloud.events[index]] : cloud.events.splice(index, 1);
	const body = JSON.stringify(event);
	const ending = await cloud.ask({ method: 'POST', path: '/chaos/queue', headers: {}, body });
	if (stays || (ending.kind === 'answered' && isDone(ending.answer))) return;
	cloud.events.push(event);
	cloud.now += RETRY_MS;
	world.note('  too early: comes again');
}

function isDone(answer: Answered): boolean {
	return (JSON.parse(decode(answer)) as { isDone: boolean }).isDone;
}

export async function sweep(world: World, faulty = true): Promise<void> {
	const stop = faulty ? planStop(world) : null;
	const asked = { method: 'POST', path: '/chaos/scheduled', headers: {}, body: null };
	const ending = await world.cloud.ask(asked, stop);
	if (ending.kind !== 'stopped') return;
	world.stopped.push({ stopped: ending.stopped, journey: null, message: null });
	world.note(`  stops at call ${stop?.at} ${stop?.after ? 'after' : 'before'} its effect`);
}

function ofTime(world: World): Happening[] {
	const pass = (minutes: number) => ({
		weight: 0.5,
		name: `${minutes} minutes pass`,
		happen: async () => void (world.cloud.now += minutes * MINUTE_MS)
	});
	const jumps = [-DAY_MS, -5 * MINUTE_MS, 5 * MINUTE_MS, DAY_MS].map((jump) => ({
		weight: 0.1,
		name: `the device's clock jumps by ${jump / MINUTE_MS} minutes`,
		happen: () => setClock(world, world.deviceNow + jump)
	}));
	return [pass(1), pass(6), pass(11), ...jumps];
}

export async function setClock(world: World, now: number): Promise<void> {
	world.deviceNow = now;
	for (const tab of world.tabs.open.values()) if (!tab.goOn) await world.tell(tab, { kind: 'clock', now });
}
