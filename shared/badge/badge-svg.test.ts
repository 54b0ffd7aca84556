import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import catalog from '../fixtures/catalog.json' with { type: 'json' };
import { badgeSvg } from './badge-svg.ts';
import { readInitials } from './read-initials.ts';

describe('badgeSvg', () => {
	test('is the same for the same definition and differs between the sample ones', () => {
		const badges = catalog.definitions.map(badgeSvg);
		expect(catalog.definitions.map(badgeSvg)).toEqual(badges);
		expect(new Set(badges).size).toBe(badges.length);
	});

	test('is small', () => {
		for (const definition of catalog.definitions) expect(badgeSvg(definition).length).toBeLessThan(4000);
	});

	test('holds any name without becoming another document', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (name) => {
				const svg = badgeSvg({ id: 'V8XM-94PV', name });
				const plain = badgeSvg({ id: 'V8XM-94PV', name: 'A B' });
				expect(svg.match(/[<>]/g)).toEqual(plain.match(/[<>]/g));
				expect(svg).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
				expect(svg.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
			})
		);
	});

	test('does not let a name out of its attribute', () => {
		const svg = badgeSvg({ id: 'x', name: '"><script>alert(1)</script>' });
		expect(svg).toContain('aria-label="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
		expect(svg).not.toContain('<script');
	});
});

test.each([
	['First Aid Level 2', 'FA'],
	['Working at Heights', 'WH'],
	['Spring Conference 2026', 'SC'],
	['Membre de l’Institut', 'MI'],
	['élève', 'É'],
	['ßtraße Ordnung', 'SO'],
	['Άλφα βήτα', 'ΆΒ'],
	['救急 講習', '救'],
	['شهادة الإسعافات', 'ش'],
	['2026', '2'],
	['of the', 'OT'],
	['— …', '']
])('the initials of %s are %s', (name, initials) => {
	expect(readInitials(name)).toBe(initials);
});
