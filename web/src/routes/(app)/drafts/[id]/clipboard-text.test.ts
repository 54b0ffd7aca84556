import { expect, test } from 'vitest';
import { blockAsHtml, blockAsText, readBlock } from './clipboard-text.ts';

test.for<[string, string, string[][]]>([
	['one cell', 'Ana', [['Ana']]],
	['one cell as Excel ends it', 'Ana\r\n', [['Ana']]],
	['nothing', '', [['']]],
	[
		'a block',
		'Ana\tSilva\r\nBo\tLi\r\n',
		[
			['Ana', 'Silva'],
			['Bo', 'Li']
		]
	],
	[
		'a block of a Mac',
		'Ana\tSilva\rBo\tLi\r',
		[
			['Ana', 'Silva'],
			['Bo', 'Li']
		]
	],
	[
		'blank cells and a blank row',
		'\tx\n\n\t\n',
		[
			['', 'x'],
			['', ''],
			['', '']
		]
	],
	[
		'a line break in a cell',
		'"12 Main St\nApt 4"\tx\r\ny\tz',
		[
			['12 Main St\nApt 4', 'x'],
			['y', 'z']
		]
	],
	['a line break and quotes', '"said ""yes""\r\nat once"\r\n', [['said "yes"\nat once']]],
	['a tab in a cell', '"a\tb"\tc', [['a\tb', 'c']]],
	['quotes that LibreOffice doubled', '"the ""big"" one"', [['the "big" one']]],
	['quotes that Excel left alone', '"Bob"\tSmith', [['"Bob"', 'Smith']]],
	[
		'a quote that is never closed',
		'"5 feet\tx\ny\tz',
		[
			['"5 feet', 'x'],
			['y', 'z']
		]
	],
	['inches', '5"\t6"', [['5"', '6"']]],
	[
		'rows of unlike width',
		'a\nb\tc',
		[
			['a', ''],
			['b', 'c']
		]
	]
])('%s is read', ([, text, block]) => {
	expect(readBlock(text)).toEqual(block);
});

test('what is copied is read back as it was', () => {
	const block = [
		['0012', '=1+1', 'said "yes"'],
		['"Bob"', 'two\nlines', 'a\tb'],
		['', '  ', '"']
	];
	expect(readBlock(blockAsText(block))).toEqual(block);
});

test('a spreadsheet is told that every cell is text', () => {
	const html = blockAsHtml([['0012', '<b>&"']]);
	const cells = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('td')];
	expect(cells.map(({ textContent }) => textContent)).toEqual(['0012', '<b>&"']);
	expect(cells.map(({ dataset }) => JSON.parse(dataset.sheetsValue!))).toEqual([
		{ 1: 2, 2: '0012' },
		{ 1: 2, 2: '<b>&"' }
	]);
	expect(cells[0]!.getAttribute('style')).toContain(String.raw`mso-number-format:"\@"`);
});
