import type { Definition } from '#shared/definition/definition.ts';
import type { Remembered } from './workbook-read.ts';

/**
 * IDs of the definitions that have become newer since the workbook was made. Which of their columns changed cannot be
 * told, as the device has only the current version; a column that is missing is a CellIssue anyway, and what a person has
 * to know is that the notes and choices in the workbook may be old. A definition that is not in the catalog is not stale.
 */
export function staleDefinitions(remembered: Remembered, catalog: readonly Definition[]): string[] {
	const current = new Map(catalog.map(({ id, version }) => [id, version]));
	return remembered.definitions
		.filter(({ id, version }) => version < (current.get(id) ?? version))
		.map(({ id }) => id);
}
