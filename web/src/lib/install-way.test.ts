import { expect, test } from 'vitest';
import { installWay } from './install-way.ts';

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15';
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${SAFARI}`;
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`;
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

test.for([
	['an iPhone', { userAgent: IPHONE, maxTouchPoints: 5, standalone: false }, false, 'ios'],
	[
		'an iPad, which calls itself a Mac',
		{ userAgent: MAC, maxTouchPoints: 5, standalone: false },
		false,
		'ios'
	],
	[
		'an iPhone, from the home screen',
		{ userAgent: IPHONE, maxTouchPoints: 5, standalone: true },
		false,
		null
	],
	['a Mac', { userAgent: MAC, maxTouchPoints: 0 }, false, null],
	['a browser that offers nothing', { userAgent: FIREFOX, maxTouchPoints: 0 }, false, null],
	['a browser that asks', { userAgent: 'Chrome', maxTouchPoints: 10 }, true, 'prompt']
] as const)('%s', ([, browser, hasPrompt, way]) => {
	expect(installWay(browser, hasPrompt)).toBe(way);
});
