import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Chunk, CHUNK_BYTES, CHUNK_ROWS, type WireRow } from '../contract/batch.ts';
import { fromCatalog } from '../fixtures/from-catalog.ts';
import { encodeChunk, sha256Hex } from './digest.ts';
import { splitRows } from './split-rows.ts';
import { readWireRow } from './wire-row.ts';

const settings = { now: Date.parse('2026-11-23T12:00:00Z'), timeZone: 'America/Toronto' };
const forklift = fromCatalog('Forklift');
const row: WireRow = {
	key: 'k1',
	credentialId: '3f0e7c1a-9a55-4f6c-8a0d-2f6e5f3f1a11',
	definitionId: forklift.id,
	firstName: 'Zoë',
	lastName: '王',
	contact: 'zoe@example.com',
	expiration: 'P2Y',
	values: ['0041237', 'II']
};

describe('readWireRow', () => {
	it('reads a row into a recipient', () => {
		expect(readWireRow(forklift, row, settings)).toEqual({
			recipient: {
				definitionId: 'MN29-GXDJ',
				definitionVersion: 1,
				firstName: 'Zoë',
				lastName: '王',
				contact: 'zoe@example.com',
				expiration: { kind: 'duration', duration: 'P2Y' },
				values: ['0041237', 'II']
			}
		});
	});

	it.each<[string, Partial<WireRow>, [number, string]]>([
		['another definition', { definitionId: 'D3V2-QMHQ' }, [0, 'definition-unknown']],
		['a blank name', { firstName: ' ' }, [1, 'first-name-missing']],
		['no address', { contact: 'zoe' }, [3, 'contact-invalid']],
		['an expiration gone by', { expiration: '2026-01-01' }, [4, 'expiration-past']],
		['an ambiguous date', { expiration: '03/04/2028' }, [4, 'expiration-ambiguous']],
		['an expiration in words', { expiration: '2 years' }, [4, 'expiration-unreadable']],
		['an expiration left to the definition', { expiration: '' }, [4, 'expiration-unreadable']],
		['a date in another spelling', { expiration: '31 Dec 2028' }, [4, 'expiration-unreadable']],
		['another word for never', { expiration: 'lifetime' }, [4, 'expiration-unreadable']],
		['an address with a name', { contact: 'Zoë <zoe@example.com>' }, [3, 'contact-invalid']],
		['an address with a domain in capitals', { contact: 'zoe@EXAMPLE.com' }, [3, 'contact-invalid']],
		['a name on two lines', { lastName: 'Wang\nWei' }, [2, 'value-control-character']],
		['a name with blanks around it', { firstName: ' Zoë ' }, [1, 'value-control-character']],
		['a choice in another case', { values: ['0041237', 'ii'] }, [6, 'choice-unknown']],
		['a wrong value', { values: ['0041237', 'VI'] }, [6, 'choice-unknown']],
		['too few values', { values: ['0041237'] }, [-1, 'value-missing']],
		['too many values', { values: ['0041237', 'II', 'x'] }, [-1, 'value-ignored']]
	])('refuses %s', (_, change, [column, code]) => {
		const read = readWireRow(forklift, { ...row, ...change }, settings);
		expect('issues' in read && read.issues).toMatchObject([{ column, code, level: 'error' }]);
	});

	it.each(['2028-12-31', 'P1Y6M', 'never'])('takes the expiration %s', (expiration) => {
		expect(readWireRow(forklift, { ...row, expiration }, settings)).toHaveProperty('recipient');
	});

	it('a credential id is one text, however it was written', () => {
		const parsed = Chunk.parse({ rows: [{ ...row, credentialId: row.credentialId.toUpperCase() }] });
		expect(parsed.rows[0]?.credentialId).toBe(row.credentialId);
	});

	it('takes the current time and version each time', () => {
		const dated = { ...row, expiration: '2027-01-01' };
		const later = { ...settings, now: Date.parse('2027-01-03T00:00:00Z') };
		expect(readWireRow(forklift, dated, settings)).toHaveProperty('recipient');
		expect(readWireRow(forklift, dated, later)).toHaveProperty('issues');
		const next = { ...forklift, version: 2 };
		expect(readWireRow(next, row, settings)).toMatchObject({ recipient: { definitionVersion: 2 } });
	});
});

describe('encodeChunk', () => {
	it('gives the same bytes for the same rows, whatever the order of their members', () => {
		const turned = Object.fromEntries(Object.entries(row).reverse()) as WireRow;
		expect(encodeChunk([turned])).toEqual(encodeChunk([row]));
		expect(Chunk.parse(JSON.parse(new TextDecoder().decode(encodeChunk([row]))))).toEqual({ rows: [row] });
	});

	it('hashes to lower-case hex', async () => {
		expect(await sha256Hex(new TextEncoder().encode('abc'))).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
		);
		expect(await sha256Hex(encodeChunk([row]))).toMatch(/^[0-9a-f]{64}$/);
	});
});

describe('splitRows', () => {
	it('keeps rows in order, within the contract’s rows and bytes', () => {
		const size = fc.integer({ min: 0, max: 12_000 });
		fc.assert(
			fc.property(fc.array(size, { maxLength: 600 }), (sizes) => {
				const rows = sizes.map((length, i) => ({ ...row, key: String(i), lastName: 'é'.repeat(length) }));
				const chunks = splitRows(rows);
				expect(chunks.flat()).toEqual(rows);
				for (const chunk of chunks) {
					expect(chunk.length).toBeGreaterThan(0);
					expect(chunk.length).toBeLessThanOrEqual(CHUNK_ROWS);
					expect(encodeChunk(chunk).length).toBeLessThanOrEqual(CHUNK_BYTES);
				}
			}),
			{ numRuns: 20 }
		);
	});
});
