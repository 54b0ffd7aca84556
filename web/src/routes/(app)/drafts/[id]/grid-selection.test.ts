import '../../../../app.css';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ReviewRow } from '#lib/drafts/draft.ts';
import type { GridActs } from './grid-acts.ts';
import type { GridColumn } from './grid-columns.ts';
import { ROW_PX } from './grid-layout.ts';
import ReviewGrid from './ReviewGrid.svelte';

const columns: GridColumn[] = [
	{ index: 0, title: 'First Name', meaning: 'first-name', widthPx: 120 },
	{ index: 2, title: 'Contact', meaning: 'contact', widthPx: 220 },
	{ index: 3, title: 'Class', meaning: 'variable', widthPx: 120 }
];
const TOTAL = 1000;
/** Rows beyond these are not in the page. */
const HELD = 100;

const rowAt = (index: number): ReviewRow | undefined =>
	index >= HELD
		? undefined
		: {
				index,
				key: `key-${index}`,
				source: { workbook: 'a.xlsx', digest: 'a', sheet: 'Sheet1', line: index + 2 },
				texts: [`Name ${index}.`, 'unused', `n${index}@school.ca`, 'I'],
				excluded: false,
				state: 'ready',
				definitionId: 'D3V2-QMHQ',
				expiration: null,
				understood: {},
				issues: []
			};

async function show(readonly = false) {
	const acts = {
		edit: vi.fn(),
		typing: vi.fn(),
		exclude: vi.fn(),
		rows: vi.fn(),
		read: vi.fn<GridActs['read']>(async ({ from, to, columns }) =>
			Array.from({ length: to - from }, (_, i) => columns.map((column) => `${from + i}/${column}`))
		),
		write: vi.fn(async () => {}),
		clear: vi.fn(async () => {}),
		fillDown: vi.fn(async () => {})
	};
	const onsort = vi.fn();
	const given = { columns, total: TOTAL, rowAt, onshow: () => {}, acts, sort: undefined, onsort };
	await render(ReviewGrid, {
		...given,
		optionsAt: () => [],
		nameOf: () => 'First Aid Level 2',
		origin: 'line',
		readonly
	});
	await vi.waitFor(expectRowsAround);
	return { ...acts, onsort };
}

/** The rows around those that are seen come a little later; what a cell is found by may be another's name then. */
function expectRowsAround() {
	const last = [...document.querySelectorAll('[data-row]')].at(-1)!;
	const below =
		last.getBoundingClientRect().bottom - page.getByRole('grid').element().getBoundingClientRect().bottom;
	expect(below).toBeGreaterThan(4 * ROW_PX);
}

const cellAt = (row: number, column: number) =>
	document.querySelector<HTMLElement>(`[data-row="${row}"] > [aria-colindex="${column + 1}"]`)!;
const selected = () =>
	[...document.querySelectorAll<HTMLElement>('[aria-selected="true"]')].map(
		(cell) => `${cell.parentElement!.dataset.row}/${Number(cell.ariaColIndex) - 1}`
	);
const status = () =>
	page
		.getByText(/^Selected:/)
		.query()
		?.textContent?.trim();

/** As the browser does when a person presses the keys for it. */
function clip(type: 'copy' | 'cut' | 'paste', text?: string) {
	const clipboardData = new DataTransfer();
	if (text !== undefined) clipboardData.setData('text/plain', text);
	const event = new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true });
	document.activeElement!.dispatchEvent(event);
	return { text: clipboardData.getData('text/plain'), html: clipboardData.getData('text/html'), event };
}

afterEach(() => vi.restoreAllMocks());

test('Shift with arrows or the mouse spreads the selection, which is told; Escape takes it back', async () => {
	await show();
	await userEvent.click(cellAt(1, 2));
	await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}');
	expect(selected()).toEqual(['1/2', '1/3', '2/2', '2/3']);
	expect(status()).toBe('Selected: rows 2, columns 2');
	expect(document.activeElement).toBe(cellAt(1, 2));
	await userEvent.click(cellAt(0, 4), { modifiers: ['Shift'] });
	expect(selected()).toEqual(['0/2', '0/3', '0/4', '1/2', '1/3', '1/4']);
	await userEvent.keyboard('{Escape}');
	expect(selected()).toEqual(['1/2']);
	expect(page.getByRole('grid').element().getAttribute('aria-multiselectable')).toBe('true');
});

test('all, whole rows, whole columns, and to the edge', async () => {
	const { clear } = await show();
	await userEvent.click(cellAt(3, 3));
	await userEvent.keyboard('{Control>}a{/Control}{Delete}');
	expect(clear).toHaveBeenLastCalledWith({ from: 0, to: TOTAL, columns: [0, 2, 3] });
	await userEvent.click(cellAt(3, 3));
	await userEvent.keyboard('{Shift>} {/Shift}{Delete}');
	expect(clear).toHaveBeenLastCalledWith({ from: 3, to: 4, columns: [0, 2, 3] });
	await userEvent.click(cellAt(3, 3));
	await userEvent.keyboard('{Control>} {/Control}{Backspace}');
	expect(clear).toHaveBeenLastCalledWith({ from: 0, to: TOTAL, columns: [2] });
	await userEvent.click(cellAt(3, 3));
	await userEvent.keyboard('{Control>}{Shift>}{ArrowDown}{ArrowRight}{/Shift}{/Control}{Delete}');
	expect(clear).toHaveBeenLastCalledWith({ from: 3, to: TOTAL, columns: [2, 3] });
});

test('a row is selected by its number, several by drawing over them', async () => {
	const { clear } = await show();
	await userEvent.click(cellAt(2, 0));
	expect(selected()).toEqual(['2/0', '2/1', '2/2', '2/3', '2/4']);
	await userEvent.dragAndDrop(cellAt(1, 2), cellAt(3, 3));
	expect(selected()).toEqual(['1/2', '1/3', '2/2', '2/3', '3/2', '3/3']);
	await userEvent.dragAndDrop(cellAt(1, 0), cellAt(2, 0));
	await userEvent.keyboard('{Delete}');
	expect(clear).toHaveBeenLastCalledWith({ from: 1, to: 3, columns: [0, 2, 3] });
});

test('what is copied is a block as spreadsheets have it; cutting blanks it too', async () => {
	const { clear } = await show();
	await userEvent.click(cellAt(1, 2));
	await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowRight}{/Shift}');
	const copied = clip('copy');
	expect(copied.text).toBe('Name 1.\tn1@school.ca\r\nName 2.\tn2@school.ca');
	expect(copied.html).toContain('<td');
	expect(clear).not.toHaveBeenCalled();
	clip('cut');
	expect(clear).toHaveBeenCalledExactlyOnceWith({ from: 1, to: 3, columns: [0, 2] });
});

test('rows that are not in the page are asked for while the clipboard waits', async () => {
	const { read } = await show();
	const write = vi.spyOn(navigator.clipboard, 'write').mockImplementation(async ([item]) => {
		expect(await (await item!.getType('text/plain')).text()).toMatch(/^0\/2\r\n[^]*\r\n999\/2$/);
	});
	await userEvent.click(cellAt(0, 3));
	await userEvent.keyboard('{Control>} {/Control}');
	clip('copy');
	expect(read).toHaveBeenCalledExactlyOnceWith({ from: 0, to: TOTAL, columns: [2] });
	await expect.poll(() => write.mock.settledResults[0]?.type).toBe('fulfilled');
});

test('a pasted block goes down and right and is selected then', async () => {
	const { write } = await show();
	await userEvent.click(cellAt(1, 3));
	clip('paste', 'ana@school.ca\t"two\nlines"\r\nbo@school.ca\tII\r\n');
	expect(write).toHaveBeenCalledExactlyOnceWith({
		from: 1,
		columns: [2, 3],
		texts: [
			['ana@school.ca', 'two\nlines'],
			['bo@school.ca', 'II']
		],
		grow: true
	});
	await expect.poll(selected).toEqual(['1/3', '1/4', '2/3', '2/4']);
});

test('Ctrl+D fills down, one cell alone from above', async () => {
	const { fillDown } = await show();
	await userEvent.click(cellAt(1, 2));
	await userEvent.keyboard('{Control>}d{/Control}');
	expect(fillDown).toHaveBeenLastCalledWith({ from: 0, to: 2, columns: [0] });
	await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Control>}d{/Control}');
	expect(fillDown).toHaveBeenLastCalledWith({ from: 1, to: 4, columns: [0] });
});

test('the menu at a selection acts on its rows, and gives the focus back', async () => {
	const { rows } = await show();
	await userEvent.click(cellAt(1, 2));
	await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
	await userEvent.click(cellAt(2, 2), { button: 'right' });
	expect(selected()).toEqual(['1/2', '2/2']);
	await userEvent.click(page.getByRole('menuitem', { name: 'Duplicate 2 rows' }));
	expect(rows).toHaveBeenCalledExactlyOnceWith('duplicate', 1, 3);
	await expect.poll(() => document.activeElement).toBe(cellAt(1, 2));
	await userEvent.click(cellAt(5, 2), { button: 'right' });
	await userEvent.click(page.getByRole('menuitem', { name: 'Insert a row below' }));
	expect(rows).toHaveBeenLastCalledWith('add', 5, 6);
});

test('a title sorts up, down and not at all, and is reached by the arrows', async () => {
	const { onsort } = await show();
	await userEvent.click(cellAt(0, 3));
	await userEvent.keyboard('{ArrowUp}');
	await expect.element(page.getByRole('button', { name: 'Contact' })).toHaveFocus();
	await userEvent.keyboard('{Enter}');
	expect(onsort).toHaveBeenCalledExactlyOnceWith({ column: 2, descending: false });
	await userEvent.keyboard('{ArrowRight}{ArrowDown}');
	await expect.poll(() => document.activeElement).toBe(cellAt(0, 4));
});

test('what is only to be looked at is copied and never changed', async () => {
	const acts = await show(true);
	await userEvent.click(cellAt(1, 2));
	await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}{Delete}{Control>}d{/Control}');
	clip('paste', 'x');
	expect(clip('cut').text).toBe('Name 1.\r\nName 2.');
	await userEvent.click(cellAt(1, 2), { button: 'right' });
	await expect.element(page.getByRole('menuitem')).toHaveTextContent('Copy');
	for (const change of ['clear', 'fillDown', 'write', 'edit', 'rows'] as const)
		expect(acts[change]).not.toHaveBeenCalled();
});

test('the focus stays with its row while others take over the elements around it', async () => {
	await show();
	await userEvent.click(cellAt(5, 2));
	const grid = page.getByRole('grid').element();
	const cell = document.activeElement;
	for (const top of [400, 4000, 20_000, 300]) {
		grid.scrollTop = top;
		await new Promise((resolve) => setTimeout(resolve, 250));
		expect(document.activeElement).toBe(cell);
		expect(cell).toBe(cellAt(5, 2));
		expect(cell?.textContent?.trim()).toBe('Name 5.');
	}
	const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')].map(({ dataset }) => dataset.row);
	expect(new Set(rows).size).toBe(rows.length);
});
