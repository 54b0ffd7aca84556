/** Standard Webhooks' tolerance for clocks that differ and for replays. */
const TOLERANCE_SECONDS = 5 * 60;

export interface SignedRequest {
	id: string;
	/** Seconds since the epoch. */
	timestamp: string;
	/** Space-separated `v1,BASE64`: more than one while the secret is being changed. */
	signatures: string;
	body: Uint8Array;
}

/** Reads the headers under their standard names, or under those of Svix, which Resend uses. */
export function readSigned(headers: Headers, body: Uint8Array): SignedRequest | null {
	const read = (name: string) => headers.get(`webhook-${name}`) ?? headers.get(`svix-${name}`);
	const [id, timestamp, signatures] = [read('id'), read('timestamp'), read('signature')];
	return id && timestamp && signatures ? { id, timestamp, signatures, body } : null;
}

/**
 * Whether a request is signed by the holder of `secret` (`whsec_` and base64), not long ago: HMAC-SHA256 over
 * `id.timestamp.body`, the body byte for byte. WebCrypto compares in constant time.
 */
export async function verifySignature(secret: string, request: SignedRequest, now: Date): Promise<boolean> {
	if (!/^\d{1,12}$/.test(request.timestamp)) return false;
	if (Math.abs(now.getTime() / 1000 - Number(request.timestamp)) > TOLERANCE_SECONDS) return false;
	const key = await crypto.subtle.importKey(
		'raw',
		Buffer.from(secret.replace(/^whsec_/, ''), 'base64'),
		{ name: 'HMAC', hash: 'SHA-256' },
		false,
		['verify']
	);
	const head = new TextEncoder().encode(`${request.id}.${request.timestamp}.`);
	const signed = Buffer.concat([head, request.body]);
	for (const signature of request.signatures.split(' ')) {
		const [version, value = ''] = signature.split(',');
		if (version !== 'v1') continue;
		if (await crypto.subtle.verify('HMAC', key, Buffer.from(value, 'base64'), signed)) return true;
	}
	return false;
}
