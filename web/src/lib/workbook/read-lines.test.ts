import { expect, test } from 'vitest';
import { LineCollector } from './read-lines.ts';

test('a stray line beyond the last column is left out, and a second is refused', () => {
	const collector = new LineCollector('People');
	expect(collector.put(1, 0, 'Name')).toBeNull();
	expect(collector.end(1, false)).toBeNull();
	expect(collector.put(2, 500, 'x')).toBeNull();
	expect(collector.put(2, 16_383, 'x')).toBeNull();
	expect(collector.end(2, false)).toBeNull();
	expect(collector.put(3, 500, ' ')).toBeNull();
	expect(collector.put(4, 500, 'x')).toEqual({
		code: 'too-many-columns',
		params: { sheet: 'People', limit: 500 }
	});
	expect(collector.finish([])).toEqual([{ line: 1, cells: ['Name'] }]);
});
