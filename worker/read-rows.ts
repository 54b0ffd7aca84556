import type { WireRow } from '#shared/contract/batch.ts';
import { readWireRow } from '#shared/batch/wire-row.ts';
import type { Definition } from '#shared/definition/definition.ts';
import type { ReceivedRow } from './db/chunks.ts';
import { pointerTo, type Fault } from './problem.ts';

/** A chunk's rows as recipients, or everything that is wrong with them: of a chunk all rows are taken or none. */
export function readRows(
	definitions: Map<string, Definition>,
	rows: WireRow[],
	settings: { now: number; timeZone: string }
): { rows: ReceivedRow[] } | { faults: Fault[] } {
	const faults: Fault[] = findRepeats(rows);
	const received: ReceivedRow[] = [];
	for (const [at, row] of rows.entries()) {
		const definition = definitions.get(row.definitionId);
		if (!definition) {
			const pointer = pointerTo(['rows', at, 'definitionId']);
			faults.push({ pointer, code: 'definition-unknown', row: row.key });
			continue;
		}
		const read = readWireRow(definition, row, settings);
		if ('recipient' in read) {
			received.push({ key: row.key, credentialId: row.credentialId, recipient: read.recipient });
			continue;
		}
		const errors = read.issues.filter((found) => found.level === 'error');
		for (const { column, code } of errors) {
			faults.push({ pointer: pointerTo(['rows', at, ...placeOf(column)]), code, row: row.key });
		}
	}
	return faults.length > 0 ? { faults } : { rows: received };
}

/** Where `readWireRow`'s column is in a row on the wire; nowhere for the row as a whole. */
function placeOf(column: number): (string | number)[] {
	const first = ['definitionId', 'firstName', 'lastName', 'contact', 'expiration'];
	if (column < 0) return [];
	return column < first.length ? [first[column]!] : ['values', column - first.length];
}

/** Two rows of a chunk under one key or one credential id. */
function findRepeats(rows: WireRow[]): Fault[] {
	const faults: Fault[] = [];
	const seen = { key: new Set<string>(), credentialId: new Set<string>() };
	for (const [at, row] of rows.entries()) {
		for (const property of ['key', 'credentialId'] as const) {
			if (seen[property].has(row[property])) {
				faults.push({ pointer: pointerTo(['rows', at, property]), code: 'row-repeated', row: row.key });
			}
			seen[property].add(row[property]);
		}
	}
	return faults;
}
