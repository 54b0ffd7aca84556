import { expect, test } from 'vitest';
import { isOfKind, keepOnly } from './of-kind.ts';

const answer = (type: string | null, status = 200) =>
	new Response('x', { status, headers: type === null ? {} : { 'Content-Type': type } });

test.for([
	['image/png', 'image', true],
	['image/svg+xml; charset=utf-8', 'image', true],
	['text/html; charset=utf-8', 'image', false],
	['font/woff2', 'image', false],
	['font/woff2', 'font', true],
	['application/font-woff2', 'font', true],
	['text/html', 'font', false]
] as const)('%s is kept as %s: %s', ([type, kind, is]) => {
	expect(isOfKind(answer(type), kind)).toBe(is);
});

test('only a whole answer is kept', async () => {
	expect(isOfKind(answer('image/png', 404), 'image')).toBe(false);
	const portal = answer('text/html');
	const badge = answer('image/png');
	expect(await keepOnly('image').cacheWillUpdate({ response: portal })).toBeNull();
	expect(await keepOnly('image').cacheWillUpdate({ response: badge })).toBe(badge);
});
