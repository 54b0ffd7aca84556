import '../../../../app.css';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ReviewRow } from '#lib/drafts/draft.ts';
import ReviewGrid from './ReviewGrid.svelte';
import type { GridActs } from './grid-acts.ts';
import type { GridColumn } from './grid-columns.ts';

const columns: GridColumn[] = [
	{ index: 0, title: 'First Name', meaning: 'first-name', widthPx: 120 },
	{ index: 1, title: 'Contact', meaning: 'contact', widthPx: 220 },
	{ index: 2, title: 'Class', meaning: 'variable', widthPx: 120 }
];
const TOTAL = 5000;

function rowAt(index: number): ReviewRow {
	const isWrong = index === 1;
	const isNoChoice = index === 2;
	return {
		index,
		key: `key-${index}`,
		source: { workbook: 'a.xlsx', digest: 'a', sheet: 'Sheet1', line: index + 2 },
		texts: [`Name ${index}`, isWrong ? 'ana@gmial.com' : `n${index}@school.ca`, isNoChoice ? 'third' : 'I'],
		excluded: false,
		state: 'ready',
		definitionId: 'D3V2-QMHQ',
		expiration: null,
		understood: {},
		issues: isWrong
			? [
					{
						column: 1,
						level: 'warning',
						code: 'contact-typo',
						params: { value: 'ana@gmial.com', suggestion: 'ana@gmail.com' },
						fixes: ['ana@gmail.com']
					}
				]
			: isNoChoice
				? [
						{
							column: 2,
							level: 'error',
							code: 'choice-unknown',
							params: { value: 'third', variable: 'Class', choices: 'I, II' },
							fixes: []
						}
					]
				: []
	};
}

const noActs: GridActs = {
	edit: () => {},
	typing: () => {},
	exclude: () => {},
	rows: () => {},
	read: async () => [],
	write: async () => {},
	clear: async () => {},
	fillDown: async () => {}
};

async function show(given = columns) {
	const [onedit, ontyping, onexclude, onshow] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
	await render(ReviewGrid, {
		columns: given,
		total: TOTAL,
		rowAt,
		onshow,
		acts: { ...noActs, edit: onedit, typing: ontyping, exclude: onexclude },
		sort: undefined,
		onsort: () => {},
		optionsAt: (_row, column) => (column.index === 2 ? ['I', 'II'] : []),
		nameOf: () => 'First Aid Level 2',
		origin: 'line'
	});
	return { onedit, ontyping, onexclude, onshow };
}

const place = (row: number, column: number) =>
	document.querySelector<HTMLElement>(`[data-row="${row}"] > [aria-colindex="${column + 1}"]`);
const focused = () => {
	const cell = document.activeElement;
	return `${cell?.parentElement?.dataset.row}/${Number(cell?.ariaColIndex) - 1}`;
};
const editor = () => page.getByRole('textbox', { name: 'First Name' });

test('only the rows that are seen are in the page, and the grid says how many there are', async () => {
	await show();
	const grid = page.getByRole('grid').element();
	expect(grid.getAttribute('aria-rowcount')).toBe(String(TOTAL + 1));
	expect(grid.querySelectorAll('[data-row]').length).toBeLessThan(60);
	expect(place(0, 2)?.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('2');
	expect(place(0, 2)?.getAttribute('aria-colindex')).toBe('3');
});

test('one cell is in the order of Tab; arrows move it, and far rows come into the page', async () => {
	const { onshow } = await show();
	await userEvent.click(place(0, 2)!);
	expect(document.querySelectorAll('[role=grid] [tabindex="0"]')).toHaveLength(1);
	await userEvent.keyboard('{ArrowDown}{ArrowRight}');
	await expect.poll(focused).toBe('1/3');
	await userEvent.keyboard('{Control>}{End}{/Control}');
	await expect.poll(focused).toBe(`${TOTAL - 1}/4`);
	expect(onshow.mock.lastCall?.[1]).toBe(TOTAL);
});

test('Enter opens the editor, Enter stores and goes down', async () => {
	const { onedit } = await show();
	await userEvent.click(place(0, 2)!);
	await userEvent.keyboard('{Enter}');
	await expect.element(editor()).toHaveValue('Name 0');
	await userEvent.fill(editor(), 'Zoë');
	await userEvent.keyboard('{Enter}');
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-0', 0, 'Zoë');
	await expect.poll(focused).toBe('1/2');
});

test('typing replaces the cell, Escape leaves it as it was', async () => {
	const { onedit } = await show();
	await userEvent.click(place(0, 2)!);
	await userEvent.keyboard('K');
	await expect.element(editor()).toHaveValue('K');
	await userEvent.keyboard('{Escape}');
	await expect.poll(focused).toBe('0/2');
	expect(onedit).not.toHaveBeenCalled();
	expect(editor().query()).toBeNull();
});

test('what stands in the editor is told with every key, also where it is chosen, and no more once it is left', async () => {
	const { onedit, ontyping } = await show();
	const cell = { key: 'key-0', column: 0, before: 'Name 0' };
	await userEvent.click(place(0, 2)!);
	await userEvent.keyboard('Zo');
	expect(ontyping.mock.calls).toEqual([
		[cell, 'Z'],
		[cell, 'Zo']
	]);
	await userEvent.keyboard('{Escape}');
	expect(ontyping).toHaveBeenLastCalledWith(cell, null);
	await userEvent.keyboard('K{Enter}');
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-0', 0, 'K');
	expect(ontyping.mock.lastCall).toEqual([cell, 'K']);
	await userEvent.click(place(0, 4)!);
	await userEvent.keyboard('i');
	expect(ontyping).toHaveBeenLastCalledWith({ key: 'key-0', column: 2, before: 'I' }, 'I');
});

test('Tab in the editor stores and goes on; an unchanged text is not stored', async () => {
	const { onedit } = await show();
	await userEvent.click(place(0, 2)!);
	await userEvent.keyboard('{F2}');
	await expect.element(editor()).toBeVisible();
	await userEvent.keyboard('{Tab}');
	await expect.poll(focused).toBe('0/3');
	expect(onedit).not.toHaveBeenCalled();
});

test('a problem is told at its cell, and its fix is one key or tap away', async () => {
	const { onedit } = await show();
	await userEvent.click(place(1, 3)!);
	await expect.element(page.getByText(/Did you mean ana@gmail.com\?/)).toBeVisible();
	const described = place(1, 3)!.getAttribute('aria-describedby');
	expect(document.getElementById(described ?? '')?.textContent).toContain('ana@gmail.com');
	await userEvent.keyboard('{Tab}');
	await expect.element(page.getByRole('button', { name: 'Use ana@gmail.com' })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-1', 1, 'ana@gmail.com');
	await expect.poll(focused).toBe('1/3');
	await userEvent.keyboard('{Escape}');
	expect(page.getByText(/Did you mean/).query()).toBeNull();
});

test('Space on the state excludes the row, Delete clears a cell', async () => {
	const { onedit, onexclude } = await show();
	await userEvent.click(place(0, 2)!);
	await userEvent.keyboard('{Delete}');
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-0', 0, '');
	await userEvent.keyboard('{ArrowLeft} ');
	expect(onexclude).toHaveBeenCalledExactlyOnceWith('key-0', true);
});

test('a second tap on a cell edits it, the focus in the text before the tap ends', async () => {
	await show();
	await userEvent.click(place(0, 2)!);
	expect(editor().query()).toBeNull();
	let focusedIn: string | undefined;
	const ended = () => (focusedIn = document.activeElement?.tagName);
	document.addEventListener('click', ended, { once: true });
	await userEvent.click(place(0, 2)!);
	expect(focusedIn).toBe('INPUT');
	await expect.element(editor()).toHaveValue('Name 0');
	await userEvent.click(place(3, 2)!);
	await expect.poll(focused).toBe('3/2');
	expect(editor().query()).toBeNull();
	await userEvent.dblClick(place(5, 2)!);
	await expect.element(editor()).toHaveValue('Name 5');
	await expect.element(editor()).toHaveFocus();
});

test('the message of a cell leads into its text too', async () => {
	await show();
	await userEvent.click(place(1, 3)!);
	await userEvent.click(page.getByRole('button', { name: 'Edit' }));
	await expect.element(page.getByRole('textbox', { name: 'Contact' })).toHaveValue('ana@gmial.com');
	await expect.element(page.getByRole('textbox', { name: 'Contact' })).toHaveFocus();
});

test('keys mean the cell that has the focus, however it came there', async () => {
	const { onedit } = await show();
	await userEvent.click(place(0, 2)!);
	place(4, 3)!.focus();
	await expect.poll(() => place(4, 3)!.tabIndex).toBe(0);
	await userEvent.keyboard('{Delete}');
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-4', 1, '');
});

test('a cell with choices is a list, its wrong text first and not to be chosen again', async () => {
	const { onedit } = await show();
	const list = page.getByRole('combobox', { name: 'Class' });
	await userEvent.click(place(2, 4)!);
	await userEvent.keyboard('{Enter}');
	await expect.element(list).toHaveValue('third');
	const options = [...(list.element() as HTMLSelectElement).options];
	expect(options.map(({ value, disabled }) => [value, disabled])).toEqual([
		['third', true],
		['I', false],
		['II', false]
	]);
	await userEvent.selectOptions(list, 'II');
	await expect.poll(focused).toBe('2/4');
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-2', 2, 'II');

	await userEvent.keyboard('i');
	await expect.element(list).toHaveValue('I');
	await userEvent.keyboard('{Escape}');
	await expect.poll(focused).toBe('2/4');
	expect(onedit).toHaveBeenCalledOnce();
	await userEvent.keyboard('i{Tab}');
	expect(onedit).toHaveBeenLastCalledWith('key-2', 2, 'I');
});

test('a text that is none of the choices is told with the choices', async () => {
	const { onedit } = await show();
	await userEvent.click(place(2, 4)!);
	await userEvent.click(page.getByRole('button', { name: 'Use II', exact: true }));
	expect(onedit).toHaveBeenCalledExactlyOnceWith('key-2', 2, 'II');
});

test('on a tablet the row’s number and the first name stay while the others scroll, and cover no cell that is gone to', async () => {
	await page.viewport(820, 900);
	const notes = [3, 4, 5].map((index): GridColumn => ({
		index,
		title: `Note ${index}`,
		meaning: 'variable',
		widthPx: 300
	}));
	await show([columns[0]!, { index: 6, title: 'Last Name', meaning: 'last-name', widthPx: 130 }, ...notes]);
	const scroller = page.getByRole('grid').element();
	const leftOf = (column: number) => place(0, column)!.getBoundingClientRect().left;
	const [line, , note] = [0, 2, 4].map(leftOf) as [number, number, number];
	scroller.scrollLeft = 400;
	// The state goes; the name stands where it stood.
	expect([0, 2, 4].map(leftOf)).toEqual([line, line + 72, note - 400]);
	await userEvent.click(place(0, 5)!);
	await userEvent.keyboard('{ArrowLeft}');
	await expect.poll(focused).toBe('0/4');
	expect(leftOf(4)).toBeGreaterThanOrEqual(place(0, 2)!.getBoundingClientRect().right - 1);
});

test('a long name of a credential gives way to its ID', async () => {
	await page.viewport(420, 800);
	await show([{ index: 0, title: 'ID', meaning: 'definition', widthPx: 130 }, ...columns.slice(1)]);
	const [id, name] = place(3, 2)!.querySelectorAll<HTMLElement>('span');
	expect([id!.textContent, name!.textContent]).toEqual(['Name 3', 'First Aid Level 2']);
	expect(name!.scrollWidth).toBeGreaterThan(name!.clientWidth);
	const range = document.createRange();
	range.selectNodeContents(id!);
	expect(range.getBoundingClientRect().width).toBeLessThanOrEqual(id!.getBoundingClientRect().width + 0.02);
});
