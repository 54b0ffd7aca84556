import { BREAKS } from './broken.ts';
import { run } from './run.ts';
import type { Started } from './started.ts';

/** Seeds that are run twice. */
const REPEATED = 3;
/** Runs in which a broken product must have been found out. */
const MOST_RUNS = 40;

/** Shows that the harness does what it says: a seed gives the same run again, and a broken product fails. */
export async function prove(started: Started, seed: number): Promise<boolean> {
	for (let at = 0; at < REPEATED; at += 1) {
		const [first, second] = [await run(started, seed + at), await run(started, seed + at)];
		if (first.hash === second.hash) continue;
		const line = first.trace.findIndex((line, index) => line !== second.trace[index]);
		console.error(`Seed ${seed + at} gave two runs; they part at line ${line}:`);
		console.error(`  ${first.trace[line]}\n  ${second.trace[line]}`);
		return false;
	}
	console.log(`${REPEATED} seeds gave the same run again`);
	for (const broken of BREAKS) {
		let at = 0;
		let wrong: string[] = [];
		while (wrong.length === 0 && at < MOST_RUNS) {
			wrong = (await run(started, seed + at, broken)).wrong;
			at += 1;
		}
		if (wrong.length === 0) {
			console.error(`The break ${broken} was not found in ${MOST_RUNS} runs`);
			return false;
		}
		console.log(`The break ${broken} was found in run ${at}: ${wrong[0]?.split('\n')[0]}`);
	}
	return true;
}
