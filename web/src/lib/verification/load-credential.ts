import { parseCredential } from '#shared/credential/parse-credential.ts';
import { type CredentialFace, readFace } from '#shared/credential/read-face.ts';
import { fetchJson, NothingThere } from './fetch-json.ts';

/** A credential as its page needs it. `face` is null where the document is no credential that can be shown. */
export interface Loaded {
	document: unknown;
	face: CredentialFace | null;
}

export type LoadOutcome = ({ state: 'loaded' } & Loaded) | { state: 'missing' } | { state: 'unreachable' };

/** Loads the JSON at an address. */
export async function loadCredential(address: string): Promise<LoadOutcome> {
	try {
		return { state: 'loaded', ...openDocument(await fetchJson(address)) };
	} catch (error) {
		return { state: error instanceof NothingThere ? 'missing' : 'unreachable' };
	}
}

export function openDocument(document: unknown): Loaded {
	const credential = parseCredential(document);
	return { document, face: credential && readFace(credential) };
}
