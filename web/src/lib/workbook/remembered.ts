import type { Remembered } from './workbook-read.ts';

/** The name of the document property in which a template remembers its definitions. */
export const REMEMBERED_PROPERTY = 'Sheaf definitions';
/** The name of the document property in which an export remembers its draft. */
export const DRAFT_PROPERTY = 'Sheaf draft';
/** And in which it remembers how many rows that had. */
export const ROWS_PROPERTY = 'Sheaf rows';

const ONE = /^([2-9BCDFGHJKMNPQRSTVWXYZ]{4}-[2-9BCDFGHJKMNPQRSTVWXYZ]{4})@([1-9]\d{0,8})$/;
const ROWS = /^\d{1,9}$/;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function writeRemembered(definitions: Remembered['definitions']): string {
	return definitions.map(({ id, version }) => `${id}@${version}`).join(' ');
}

/** From the document properties by name; null where there is nothing, or something that Sheaf did not write. */
export function readRemembered(properties: ReadonlyMap<string, unknown>): Remembered | null {
	const definitions = readDefinitions(properties.get(REMEMBERED_PROPERTY));
	if (definitions === null) return null;
	const draftId = properties.get(DRAFT_PROPERTY);
	if (draftId === undefined) return definitions.length === 0 ? null : { definitions };
	if (typeof draftId !== 'string' || !UUID.test(draftId)) return null;
	const rows = String(properties.get(ROWS_PROPERTY));
	return ROWS.test(rows) ? { definitions, draftId, draftRows: Number(rows) } : { definitions, draftId };
}

function readDefinitions(property: unknown): Remembered['definitions'] | null {
	if (property === undefined || property === '') return [];
	if (typeof property !== 'string') return null;
	const definitions = [];
	for (const one of property.split(' ')) {
		const match = ONE.exec(one);
		if (match === null) return null;
		definitions.push({ id: match[1]!, version: Number(match[2]) });
	}
	return definitions;
}
