import '../../../../app.css';
import { beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import DateQuestion from './DateQuestion.svelte';

beforeEach(() => overwriteGetLocale(() => 'en'));

const props = { title: 'Expires', isExpiration: true, answered: null, readonly: false };
const buttons = () => [...document.querySelectorAll('button')].map((button) => button.textContent!.trim());

test.for([
	['03/04/2028', 2, 'March 4, 2028', 'month-first'],
	['27-12-31', 2, 'December 31, 2027', 'year-first'],
	['05-04-03', 2, 'May 4, 2003', 'month-first']
] as const)('%s can be each day that it may mean', async ([example, count, day, order]) => {
	const onanswer = vi.fn();
	await render(DateQuestion, { ...props, example, onanswer });
	expect(buttons()).toHaveLength(count);
	await page.getByRole('button', { name: day }).click();
	expect(onanswer).toHaveBeenCalledExactlyOnceWith(order);
});

test('a date that is no expiration may be of long ago', async () => {
	await render(DateQuestion, { ...props, isExpiration: false, example: '05-04-98', onanswer: () => {} });
	expect(buttons()).toEqual(['April 5, 1998', 'May 4, 1998']);
	await render(DateQuestion, { ...props, isExpiration: false, example: '05-04-03', onanswer: () => {} });
	expect(buttons().slice(-3)).toEqual(['April 5, 2003', 'May 4, 2003', 'April 3, 2005']);
});

test('a column that is read with the year first can be read otherwise', async () => {
	const onanswer = vi.fn();
	await render(DateQuestion, { ...props, example: null, answered: 'year-first', onanswer });
	await expect.element(page.getByText(/read with the year first/)).toBeVisible();
	await page.getByRole('button', { name: 'Read the day first instead' }).click();
	expect(onanswer).toHaveBeenCalledExactlyOnceWith('day-first');
});
