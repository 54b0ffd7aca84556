import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { judge, readPlaywright, readVitest } from './counts.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'sheaf-counts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(report: unknown): string {
	const file = join(folder, 'report.json');
	writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
	return file;
}

test('vitest: a file that broke before its first test is a failure', () => {
	const testResults = [
		{ status: 'failed', assertionResults: [] },
		{ status: 'failed', assertionResults: [{}] },
		{ status: 'passed', assertionResults: [{}] }
	];
	const file = write({ numPassedTests: 4, numFailedTests: 1, testResults });
	expect(readVitest(file)).toEqual({ passed: 4, failed: 2 });
});

test('Playwright: skipped and flaky tests have not passed', () => {
	const file = write({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 1 }, errors: [{}] });
	expect(readPlaywright(file)).toEqual({ passed: 3, failed: 4 });
});

test('a report that is missing or cut off is a failure', () => {
	expect(readVitest(join(folder, 'none.json'))).toBeNull();
	expect(readPlaywright(write('{"stats":'))).toBeNull();
	expect(judge(null, 0)).toEqual({ passed: 0, failed: 1 });
});

test.each([
	[{ passed: 3, failed: 0 }, 0, { passed: 3, failed: 0 }],
	[{ passed: 3, failed: 0 }, 1, { passed: 3, failed: 1 }],
	[{ passed: 3, failed: 2 }, 1, { passed: 3, failed: 2 }],
	[{ passed: 0, failed: 0 }, 0, { passed: 0, failed: 1 }]
])('%o with exit code %i counts as %o', (counts, code, judged) => {
	expect(judge(counts, code)).toEqual(judged);
});
