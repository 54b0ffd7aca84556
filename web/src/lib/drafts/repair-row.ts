import type { Cell } from '#shared/row/cell.ts';
import type { Row, Source } from '#shared/row/row.ts';

/** null for a row without its keys: it could become a credential under another identity. Written by hand, for a million cells. */
export function repairRow(stored: unknown): Row | null {
	if (!isObject(stored) || !Array.isArray(stored.cells)) return null;
	const { key, credentialId, cells } = stored;
	if (typeof key !== 'string' || key === '' || typeof credentialId !== 'string' || credentialId === '')
		return null;
	return {
		key,
		credentialId,
		source: repairSource(stored.source),
		cells: cells.map(repairCell),
		...(stored.excluded === true ? { excluded: true as const } : {})
	};
}

/** What is no cell becomes a blank one, which validation then asks for. */
export function repairCell(stored: unknown): Cell {
	if (typeof stored === 'string') return stored;
	if (!isObject(stored)) return '';
	const { kind, text, value, date } = stored;
	if (kind === 'number' && typeof value === 'number' && typeof text === 'string')
		return stored as unknown as Cell;
	if (kind === 'date' && typeof date === 'string') return { kind, date };
	if (kind === 'boolean' && typeof value === 'boolean') return { kind, value };
	if (kind === 'error' && typeof text === 'string') return { kind, text };
	return '';
}

function repairSource(stored: unknown): Source | null {
	if (!isObject(stored)) return null;
	const { workbook, sheet, line } = stored;
	const isSource = typeof workbook === 'string' && typeof sheet === 'string' && typeof line === 'number';
	const digest = typeof stored.digest === 'string' ? stored.digest : '';
	return isSource ? { workbook, digest, sheet, line } : null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
