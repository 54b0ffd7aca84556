import type { RunResult } from './run.ts';

const SHOWN_OF_TRACE = 80;

export function tellFailure({ seed, wrong, trace, hash }: RunResult): void {
	const shown = process.env.VERBOSE === '1' ? trace : trace.slice(-SHOWN_OF_TRACE);
	const lines = [
		`\nThe run of seed ${seed} went wrong (trace ${hash}):`,
		...wrong.map((line) => `  ${line}`),
		`What happened, the last ${shown.length} of ${trace.length}:`,
		...shown.map((line) => `  ${line}`),
		`To see it again: npm run chaos -- --runs 1 --seed ${seed}`
	];
	console.error(lines.join('\n'));
}

export function tellSeconds(begun: number): string {
	return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
}
