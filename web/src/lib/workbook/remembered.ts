import type { Remembered } from './workbook-read.ts';

/** The name of the document property in which a template remembers its definitions. */
export const REMEMBERED_PROPERTY = 'Sheaf definitions';
/** The name of the document property in which an export remembers its draft. */
export const DRAFT_PROPERTY = 'Sheaf draft';

const ONE = /^([2-9BCDFGHJKMNPQRSTVWXYZ]{4}-[2-9BCDFGHJKMNPQRSTVWXYZ]{4})@([1-9]\d{0,8})$/;

export function writeRemembered(definitions: Remembered['definitions']): string {
	return definitions.map(({ id, version }) => `${id}@${version}`).join(' ');
}

/** null where there is nothing, or something that Sheaf did not write. */
export function readRemembered(property: unknown): Remembered | null {
	if (typeof property !== 'string') return null;
	const definitions = [];
	for (const one of property.split(' ')) {
		const match = ONE.exec(one);
		if (match === null) return null;
		definitions.push({ id: match[1]!, version: Number(match[2]) });
	}
	return { definitions };
}
