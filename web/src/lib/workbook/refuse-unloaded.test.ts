import { expect, test } from 'vitest';
import { refuseUnloaded } from './refuse-unloaded.ts';

test('what cannot be loaded is called so, by the browser’s own error', async () => {
	const missing = new URL('/no-such-part.js', location.href).href;
	const read = import(/* @vite-ignore */ missing).catch(refuseUnloaded);
	await expect(read).resolves.toEqual({ code: 'not-loaded', params: {} });
});

test('a fault of the code is none of that', () => {
	const fault = new TypeError('x is not a function');
	expect(() => refuseUnloaded(fault)).toThrow(fault);
});
