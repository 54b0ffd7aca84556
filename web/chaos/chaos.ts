import { parseArgs } from 'node:util';
import { BREAKS, type Break } from './broken.ts';
import { runLanes } from './lanes.ts';
import { prove } from './prove.ts';
import { run } from './run.ts';
import { startAll, type Started } from './started.ts';
import { tellFailure, tellSeconds } from './tell.ts';

// `npm run chaos -- --runs N --seed S`: each run has a seed of its own, from S on, and can be repeated by it.
// --lanes L   so many at once, each with a workerd and a Chromium
// --prove     then shows that a seed gives the same run again, and that a product that is broken on purpose is found out
// --break B   breaks it, to look at what is found

const { values } = parseArgs({
	options: {
		runs: { type: 'string', default: '100' },
		seed: { type: 'string', default: '1' },
		step: { type: 'string', default: '1' },
		lanes: { type: 'string' },
		break: { type: 'string' },
		prove: { type: 'boolean', default: false }
	}
});
/** Not worth starting everything twice. */
const FEW_RUNS = 20;
const runs = Number(values.runs);
const seed = Number(values.seed);
const step = Number(values.step);
const lanes = Number(values.lanes ?? (runs < FEW_RUNS || values.break ? 1 : 2));
const broken = BREAKS.find((name) => name === values.break) ?? null;
const areNumbers = [runs, step, lanes].every((number) => Number.isInteger(number) && number > 0);
if (!areNumbers || !Number.isInteger(seed) || (values.break !== undefined && !broken)) {
	console.error(`npm run chaos -- --runs N --seed S [--lanes L] [--prove] [--break ${BREAKS.join('|')}]`);
	process.exit(2);
}

const begun = performance.now();
let passed = false;
if (lanes > 1) passed = await runLanes({ runs, seed, lanes });
if (lanes === 1 || (passed && values.prove)) {
	const started = await startAll();
	if (lanes === 1) passed = await runAll(started, broken);
	if (passed && values.prove) passed = await prove(started, seed);
	await started.end();
}
const what = passed ? `${runs} runs passed from seed ${seed}` : 'failed';
if (step === 1) console.log(`chaos: ${what}, ${tellSeconds(begun)}`);
process.exitCode = passed ? 0 : 1;

async function runAll(started: Started, broken: Break | null): Promise<boolean> {
	for (let at = 0; at < runs; at += 1) {
		const result = await run(started, seed + at * step, broken);
		if (result.wrong.length > 0) {
			tellFailure(result);
			return false;
		}
		if ((at + 1) % 25 === 0) console.log(`${at + 1} runs, ${tellSeconds(begun)}`);
		if (runs === 1) console.log(`trace ${result.hash}, ${result.trace.length} lines`);
		if (process.env.VERBOSE === '1') console.log(result.trace.join('\n'));
	}
	return true;
}
