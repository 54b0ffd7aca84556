import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { chromium as launchOptions } from '../e2e/chromium.ts';
import { formatJson, formatTable, type Figure } from './figure.ts';
import { measureIssuing } from './issuing.ts';
import { measureReview } from './review.ts';
import { startApp } from './started-app.ts';
import { measureThread } from './thread.ts';

const SIZES = [1_000, 10_000];
const STEPS = ['sheetjs', 'read', 'merge', 'validate', 'review', 'upload', 'issue'];

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } });
const only = values.only;
const wanted = (...steps: string[]) =>
	steps.some((step) => !only || only === step || only.startsWith(`${step}-`));
if (only && !wanted(...STEPS)) {
	console.error(
		`There is no figure "${only}". Choose one of ${STEPS.join(', ')}, or one with its size: read-1000.`
	);
	process.exit(1);
}

const isAsked = ({ name }: Figure) => !only || name === only || name.startsWith(`${only}-`);

const figures: Figure[] = [];
const browser = await chromium.launch(launchOptions());
try {
	if (wanted('sheetjs', 'read', 'merge', 'validate', 'review')) {
		figures.push(...(await measureThread(browser, SIZES, DEMO_CATALOG)));
	}
	if (wanted('review', 'upload', 'issue')) {
		const app = await startApp();
		try {
			if (wanted('review'))
				figures.push(...(await measureReview(browser, app.origin, SIZES)).map(besideSheetJs));
			if (wanted('upload', 'issue')) figures.push(...(await measureIssuing(app.origin, SIZES)));
		} finally {
			await app.end();
		}
	}
} finally {
	await browser.close();
}

function besideSheetJs(figure: Figure): Figure {
	const against = figure.name.replace('review', 'sheetjs');
	const peer = figures.find(({ name }) => name === against);
	return peer ? { ...figure, ratio: figure.value / peer.value, against } : figure;
}

const asked = figures.filter(isAsked);
// A peer stays in beside what was compared with it.
const chosen = figures.filter(
	(figure) => asked.includes(figure) || asked.some(({ against }) => against === figure.name)
);
console.log(values.json ? formatJson(chosen) : formatTable(chosen));
