import { inflateParts, type Parts } from './inflate-parts.ts';
import { readZipDirectory } from './zip-directory.ts';

/** The parts of a workbook that was just written here, for what its writer cannot do. */
export async function partsOfZip(bytes: Uint8Array): Promise<Parts> {
	const entries = readZipDirectory(bytes);
	if (!Array.isArray(entries)) throw new Error(`The written workbook is ${entries}.`);
	const parts = await inflateParts(entries);
	if (!(parts instanceof Map)) throw new Error(`The written workbook is ${parts}.`);
	return parts;
}
