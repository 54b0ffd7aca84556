import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
	passed: number;
	failed: number;
}

/** Reads vitest's JSON report. Null: there is none, or it is not whole. */
export function readVitest(file: string): Counts | null {
	const report = read(file) as {
		numPassedTests: number;
		numFailedTests: number;
		testResults: { status: string; assertionResults: unknown[] }[];
	} | null;
	if (typeof report?.numPassedTests !== 'number') return null;
	// A file that broke before its first test has none to count.
	const broken = report.testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
	);
	return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

/** Reads Playwright's JSON report: a test that was skipped or passed only when it was repeated has not passed. */
export function readPlaywright(file: string): Counts | null {
	const report = read(file) as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
		errors: unknown[];
	} | null;
	if (typeof report?.stats?.expected !== 'number') return null;
	const { expected, unexpected, flaky, skipped } = report.stats;
	return { passed: expected, failed: unexpected + flaky + skipped + report.errors.length };
}

/**
 * What a step counts as. A tool that says it failed has at least one failure, whatever it counted; one that ran no test
 * has failed too.
 */
export function judge(counts: Counts | null, exitCode: number): Counts {
	if (!counts) return { passed: 0, failed: 1 };
	const silent = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0);
	return silent ? { ...counts, failed: 1 } : counts;
}

function read(file: string): unknown {
	if (!existsSync(file)) return null;
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return null;
	}
}
