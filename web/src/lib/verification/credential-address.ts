/**
 * The address to load a credential from, as a person gives it: `https` anywhere, else only this deployment's own. The
 * page of a credential leads to its JSON. null: not an address that may be asked.
 */
export function credentialAddress(text: string, origin: string): string | null {
	const trimmed = text.trim();
	if (!URL.canParse(trimmed)) return null;
	const url = new URL(trimmed);
	if (url.protocol !== 'https:' && url.origin !== origin) return null;
	if (url.username || url.password) return null;
	url.hash = '';
	if (/^\/credentials\/[0-9a-f-]{36}$/i.test(url.pathname)) url.pathname += '.json';
	return url.href;
}
