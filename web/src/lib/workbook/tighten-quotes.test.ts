import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const rowsOf = (text: string) => readText(new TextEncoder().encode(text))!.rows;

test.for<[string, string[][]]>([
	[
		'a,b,c\nx, "1, Main St", y\n',
		[
			['a', 'b', 'c'],
			['x', '1, Main St', ' y']
		]
	],
	[
		'a;b\n"x" ; "y; ""z"""\n',
		[
			['a', 'b'],
			['x', 'y; "z"']
		]
	],
	[
		'a,b\n "x\n, "", y" , "z"\n',
		[
			['a', 'b'],
			['x\n, ", y', 'z']
		]
	],
	[
		'"a", "b"\n"x", "y, z"\n',
		[
			['a', 'b'],
			['x', 'y, z']
		]
	],
	[
		'a\tb\n \t "x"\n',
		[
			['a', 'b'],
			[' ', 'x']
		]
	],
	// Within a quoted cell, and where the quotes do not end their cell, nothing changes.
	[
		'a,b\n"x, "" , y",z\n',
		[
			['a', 'b'],
			['x, " , y', 'z']
		]
	],
	[
		'a,b\npipe, 5" wide\nhose, "6" wide\n',
		[
			['a', 'b'],
			['pipe', ' 5" wide'],
			['hose', ' "6" wide']
		]
	],
	[
		'a,b\nx, "never closed\n',
		[
			['a', 'b'],
			['x', ' "never closed']
		]
	]
])('%j', ([text, rows]) => {
	expect(rowsOf(text)).toEqual(rows);
});

test('many quotes take no time', () => {
	const before = performance.now();
	for (const part of [', "', ', "x', ',""', '" ', ' "', ', "a"" '])
		rowsOf(`a,b\n${part.repeat(100_000)}\n, "x"`);
	expect(performance.now() - before).toBeLessThan(4000);
});
