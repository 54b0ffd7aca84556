/**
 * Open Badges 3.0's identity hash of an address: `sha256$` and the hex SHA-256 of the address followed by the salt.
 * The address is trimmed and its domain put in lower case first; the part before the @ is the recipient's own.
 */
export async function hashContact(contact: string, salt: string): Promise<string> {
	const address = contact.trim();
	const at = address.lastIndexOf('@') + 1;
	const text = address.slice(0, at) + address.slice(at).toLowerCase() + salt;
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
	return `sha256$${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
