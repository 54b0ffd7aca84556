import { parseArgs } from 'node:util';
import { run } from './run.ts';
import { startAll } from './started.ts';

// `npm run chaos -- --runs N --seed S`: run n has the seed S + n, so that each can be repeated by itself.

const SHOWN_OF_TRACE = 60;

const { values } = parseArgs({
	options: { runs: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } }
});
const runs = Number(values.runs);
const seed = Number(values.seed);
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
	console.error('Usage: npm run chaos -- --runs N --seed S');
	process.exit(2);
}

const seconds = (from: number, to: number) => `${((to - from) / 1000).toFixed(1)} s`;
const begun = performance.now();
const started = await startAll();
const ready = performance.now();
let failed = 0;
for (let at = 0; at < runs; at += 1) {
	const result = await run(started, seed + at);
	if (result.wrong.length > 0) {
		failed += 1;
		console.error(
			`\nRun ${at + 1} of ${runs} went wrong (seed ${result.seed}, trace ${result.hash}, after ${seconds(ready, performance.now())}):`
		);
		for (const line of result.wrong) console.error(`  ${line}`);
		const shown = process.env.VERBOSE === '1' ? result.trace : result.trace.slice(-SHOWN_OF_TRACE);
		console.error(`What happened (the last ${shown.length} of ${result.trace.length}):`);
		for (const line of shown) console.error(`  ${line}`);
		console.error(`To see it again: npm run chaos -- --runs 1 --seed ${result.seed}`);
		break;
	}
	if ((at + 1) % 10 === 0) console.log(`${at + 1} runs, ${seconds(ready, performance.now())}`);
	if (runs === 1) console.log(`trace ${result.hash}, ${result.trace.length} lines`);
	if (runs === 1 && process.env.VERBOSE === '1') console.log(result.trace.join('\n'));
}
await started.end();
console.log(
	failed
		? 'chaos: failed'
		: `chaos: ${runs} runs passed from seed ${seed} in ${seconds(ready, performance.now())} (started in ${seconds(begun, ready)})`
);
process.exitCode = failed ? 1 : 0;
