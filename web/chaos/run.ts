import type { Break } from './broken.ts';
import { check } from './check.ts';
import { Cloud } from './cloud.ts';
import { listHappenings } from './happenings.ts';
import { Random } from './random.ts';
import { arriveLast, settle } from './settle.ts';
import type { Started } from './started.ts';
import { Tabs } from './tabs.ts';
import { BEGINNING, World } from './world.ts';

/** Things that happen before the faults end. */
const LEAST_HAPPENINGS = 30;
const MOST_HAPPENINGS = 110;

export interface RunResult {
	seed: number;
	wrong: string[];
	trace: string[];
	hash: string;
}

let runs = 0;

/** One run: an organisation, a device with tabs, and whatever the seed lets happen to them. */
export async function run(started: Started, seed: number, broken: Break | null = null): Promise<RunResult> {
	runs += 1;
	const { switchboard, page, worker, harness, origin, setupToken } = started;
	const name = `run-${runs}`;
	const random = new Random(seed);
	const cloud = new Cloud({ url: worker, harness, run: name, random, now: BEGINNING, broken });
	const tabs = new Tabs(page);
	switchboard.ears = {
		onRequest: (request) => tabs.hear(request),
		onReport: (body) => tabs.listen(body),
		onWorker: (what, invocation, body) => cloud.listen(what, invocation, body)
	};
	const world = new World({ tabs, cloud, random, origin, setupToken, name, number: runs, broken });
	let wrong: string[];
	try {
		await page.evaluate('clearDevice()');
		await world.begin();
		for (let left = random.between(LEAST_HAPPENINGS, MOST_HAPPENINGS); left > 0; left -= 1) {
			const happenings = listHappenings(world);
			const happening = random.weigh(happenings.map((one) => [one.weight, one] as const));
			world.note(happening.name);
			await happening.happen();
		}
		await settle(world);
		wrong = await check(world);
		if (world.late.length > 0) {
			await arriveLast(world);
			await settle(world);
			wrong.push(...(await check(world)));
		}
	} catch (error) {
		wrong = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
	}
	for (const tab of [...tabs.open.keys()]) await tabs.close(tab).catch(() => {});
	world.note(wrong.join('\n'));
	return { seed, wrong: [...new Set(wrong)], trace: world.trace, hash: world.hash() };
}
