import type { Definition } from '#shared/definition/definition.ts';
import type { Row } from '#shared/row/row.ts';
import type { Draft } from '../draft.ts';
import { packRows } from '../pack-rows.ts';
import { MAGIC, VERSION, type Head, type OrganisationName } from './draft-file.ts';

export interface DraftToSave {
	draft: Draft;
	rows: readonly Row[];
	files: readonly { digest: string; file: Blob }[];
	/** Those that the rows may be of. */
	definitions: readonly Definition[];
	organisation: OrganisationName;
	/** Milliseconds since the epoch. */
	now: number;
}

/** The whole draft as one file, for another device. Its rows keep their keys, so that none is ever issued twice. */
export async function writeDraftFile(saved: DraftToSave): Promise<Blob> {
	const { draft, rows, files, definitions, organisation, now } = saved;
	const packed = packRows(rows);
	const head: Head = {
		organisation: { id: organisation.id, name: organisation.name },
		savedAt: new Date(now).toISOString(),
		draft,
		rows: { ...packed, lines: [...packed.lines], flags: [...packed.flags] },
		definitions: [...definitions],
		files: files.map(({ digest, file }) => ({
			digest,
			name: file instanceof File ? file.name : '',
			type: file.type,
			size: file.size
		}))
	};
	const json = new TextEncoder().encode(JSON.stringify(head));
	const length = new DataView(new ArrayBuffer(4));
	length.setUint32(0, json.byteLength);
	const plain = new Blob([length.buffer, json, ...files.map(({ file }) => file)]);
	const packedBytes = await new Response(plain.stream().pipeThrough(new CompressionStream('gzip'))).blob();
	return new Blob([`${MAGIC} ${VERSION}\n`, packedBytes], { type: 'application/octet-stream' });
}
