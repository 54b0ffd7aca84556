import { expect, test } from 'vitest';
import { readText } from './read-text.ts';

const read = (text: string) => readText(new TextEncoder().encode(text))!.rows;

test.for<[string, string, string[][]]>([
	[
		'commas',
		'a,b\n1,2\n',
		[
			['a', 'b'],
			['1', '2']
		]
	],
	[
		'bars beside commas of the text',
		'Name|Contact\nNúñez, Zoë|z@example.org\nLi, Bo|b@example.org\n',
		[
			['Name', 'Contact'],
			['Núñez, Zoë', 'z@example.org'],
			['Li, Bo', 'b@example.org']
		]
	],
	[
		'commas beside bars of the text',
		'Name,Skills\nZoë,a|b\nBo,c|d\n',
		[
			['Name', 'Skills'],
			['Zoë', 'a|b'],
			['Bo', 'c|d']
		]
	],
	['bars in one column', 'Skills\na|b\nc\nd|e|f\ng\n', [['Skills'], ['a|b'], ['c'], ['d|e|f'], ['g']]],
	[
		'semicolons beside decimal commas',
		'Nom;Score\nZoë;1,5\nBo;2,75\n',
		[
			['Nom', 'Score'],
			['Zoë', '1,5'],
			['Bo', '2,75']
		]
	],
	[
		'tabs beside quoted commas',
		'"a"\t"b"\n"""1,"\t",2,"\n',
		[
			['a', 'b'],
			['"1,', ',2,']
		]
	],
	[
		'quoted commas beside semicolons of the text',
		'"First Name","Contact"\n"",";"," "\n"","",";",""\n',
		[
			['First Name', 'Contact'],
			['', ';', ' '],
			['', '', ';', '']
		]
	],
	[
		'line breaks in quotes',
		'a;b\n"1,\n2,\n3";x\n',
		[
			['a', 'b'],
			['1,\n2,\n3', 'x']
		]
	],
	[
		'a title above',
		'Cohort, spring\nName;Contact\nZoë;z@example.org\nBo;b@example.org\n',
		[['Cohort, spring'], ['Name', 'Contact'], ['Zoë', 'z@example.org'], ['Bo', 'b@example.org']]
	],
	['names in one column', 'Name\nNúñez, Zoë\nLi, Bo\n', [['Name'], ['Núñez, Zoë'], ['Li, Bo']]],
	[
		'prose in one column',
		'Notes\nYes, well, no\nOn time\nLate, again\n',
		[['Notes'], ['Yes, well, no'], ['On time'], ['Late, again']]
	],
	['ragged rows', 'a,b,c\n1\n1,2,3,4\n', [['a', 'b', 'c'], ['1'], ['1', '2', '3', '4']]]
])('tells what divides the cells: %s', ([, text, rows]) => {
	expect(read(text)).toEqual(rows);
});
