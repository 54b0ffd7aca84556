import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import { readWireRow, wireRowOf } from '../batch/wire-row.ts';
import type { Cell } from '../row/cell.ts';
import { defineWith, judge, settings } from './sample-judge.ts';

describe('properties', () => {
	const definition = defineWith(
		{ title: 'Text' },
		{ title: 'Long', type: 'long-text' },
		{ title: 'Number', type: 'number' },
		{ title: 'Date', type: 'date' },
		{ title: 'Yes', type: 'yes-no' },
		{ title: 'Choice', type: 'choice', choices: ['I', 'II', 'Été'] },
		{ title: 'Url', type: 'url' },
		{ title: 'Email', type: 'email' }
	);
	const word = fc.oneof(
		anyText,
		fc.constantFrom(
			'__proto__',
			'constructor',
			'=1',
			'-5',
			'1,5',
			'3 ans',
			'31/12/28',
			'never',
			'47483',
			'ÉTÉ',
			' '
		)
	);
	const cell: fc.Arbitrary<Cell> = fc.oneof(
		word,
		fc.double().map((value): Cell => ({ kind: 'number', value, text: String(value) })),
		fc.boolean().map((value): Cell => ({ kind: 'boolean', value })),
		fc.record({ kind: fc.constant('error' as const), text: word }),
		fc.record({
			kind: fc.constant('date' as const),
			date: fc.constantFrom('2027-01-01', '2028-02-29', '2028-02-30')
		})
	);
	const likely = (...texts: string[]) =>
		fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: cell });
	const row = fc.tuple(
		likely('First Aid', 'd3v2qmhq'),
		fc.oneof(word, fc.constant('Anna')),
		fc.oneof(word, fc.constant('Ng')),
		likely('a@b.ca', ' Anna <ANNA@Example.COM>', 'a@gmial.com'),
		likely('', '2 ans', '31 déc. 2030', 'never', '47483', '31/12/30'),
		fc.oneof(word, fc.constant('x')),
		word,
		likely('85', '1,5', '1 234', '85%', ''),
		likely('2020-01-01', '31/12/98', '1 May 2021', ''),
		likely('oui', 'N', ''),
		likely('ete', 'ii', ''),
		likely('https://example.com/é', ''),
		likely('a@b.ca', '')
	);

	it('reads a recipient back from the wire as the same recipient, and never throws', () => {
		let recipients = 0;
		fc.assert(
			fc.property(row, (cells) => {
				const { recipient, issues } = judge(definition, cells);
				expect(recipient === null).toBe(issues.some((issue) => issue.level === 'error'));
				if (recipient === null) return;
				recipients++;
				const wire = JSON.parse(JSON.stringify(wireRowOf(recipient, 'k', crypto.randomUUID())));
				expect(readWireRow(definition, wire, settings)).toEqual({ recipient });
			}),
			{ numRuns: 1500 }
		);
		expect(recipients).toBeGreaterThan(100);
	});

	it('offers only texts that put the cell right', () => {
		fc.assert(
			fc.property(row, (cells) => {
				for (const { column, level, fixes } of judge(definition, cells).issues) {
					if (level !== 'error') continue;
					for (const fix of fixes) {
						const after = judge(definition, cells.with(column, fix)).issues;
						expect(after.filter((issue) => issue.column === column && issue.level === 'error')).toEqual([]);
					}
				}
			}),
			{ numRuns: 1500 }
		);
	});
});
