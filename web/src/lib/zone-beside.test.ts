import { expect, test } from 'vitest';
import { zoneBeside } from './zone-beside.ts';

const NOW = Date.parse('2026-11-24T02:40:00Z');

test('zones are named only where their clocks differ', () => {
	expect(zoneBeside('America/Toronto', NOW, 'America/Toronto')).toBeNull();
	expect(zoneBeside('America/Toronto', NOW, 'America/New_York')).toBeNull();
	const zones = zoneBeside('America/Toronto', NOW, 'Asia/Tokyo');
	expect(zones?.organisation).toMatch(/Eastern|Toronto/);
	expect(zones?.device).toMatch(/Japan/);
	// The clock's minutes may agree while its day does not.
	expect(zoneBeside('Pacific/Kiritimati', NOW, 'Pacific/Honolulu')).not.toBeNull();
});
