import type { SheetColumn } from '#shared/column/column.ts';
import { db } from '../db.ts';

/** What people of this organisation said of headers on this device, by the header's shape. */
export async function loadShapes(organisationId: string): Promise<Map<string, SheetColumn[]>> {
	const known = await db.shapes
		.where('[organisationId+shape]')
		.between([organisationId, ''], [organisationId, '\uffff'])
		.toArray();
	return new Map(known.map(({ shape, columns }) => [shape, columns]));
}

export async function rememberShape(
	organisationId: string,
	shape: string,
	columns: SheetColumn[]
): Promise<void> {
	await db.shapes.put({ organisationId, shape, columns });
}
