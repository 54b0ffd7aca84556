/** Only a path of this app: an address from outside must not be able to send somebody elsewhere after signing in. */
export function safeTarget(to: string | null): string {
	if (!to || !to.startsWith('/') || to.startsWith('//') || to.includes('\\')) return '/catalog';
	return to.startsWith('/sign-in') ? '/catalog' : to;
}
