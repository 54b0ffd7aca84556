import type { Definition } from '#shared/definition/definition.ts';
import type { Remembered } from './workbook-read.ts';

export function staleDefinitions(_remembered: Remembered, _catalog: readonly Definition[]): string[] {
	return [];
}
