const TIMEOUT_MS = 15_000;
/** Far above any credential, DID document or status list; a stranger's server must not fill the memory. */
const MAX_BYTES = 2_000_000;

/** Nothing stands at the address, as opposed to: it could not be reached. */
export class NothingThere extends Error {}

/**
 * Reads public JSON that anybody may have published: a credential, a DID document, a status list. Sends no cookies and
 * does not say where it was asked from. Asks whether a kept copy still holds. Rejects when there is none, it is too long or takes too long.
 */
export async function fetchJson(address: string): Promise<unknown> {
	const response = await fetch(address, {
		headers: { Accept: 'application/vc, application/ld+json, application/json' },
		// A copy kept from before a revocation would still call the credential valid.
		cache: 'no-cache',
		credentials: 'omit',
		referrerPolicy: 'no-referrer',
		signal: AbortSignal.timeout(TIMEOUT_MS)
	});
	if (response.status === 404 || response.status === 410) throw new NothingThere();
	if (!response.ok || !response.body) throw new Error(`${response.status}`);
	return JSON.parse(await readText(response.body));
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
	const decoder = new TextDecoder();
	const reader = body.getReader();
	let text = '';
	let bytes = 0;
	for (let step = await reader.read(); !step.done; step = await reader.read()) {
		bytes += step.value.length;
		if (bytes > MAX_BYTES) {
			await reader.cancel();
			throw new Error('too long');
		}
		text += decoder.decode(step.value, { stream: true });
	}
	return text + decoder.decode();
}
