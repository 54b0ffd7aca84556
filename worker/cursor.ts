/** Where a list goes on, as one opaque text: a time and an id, the last ones of the page before. */
export function writeCursor([at, id]: [string, string]): string {
	return `${at}~${id}`;
}

/** null where there is none, or none that was made here: the list then begins anew. */
export function readCursor(cursor: string | undefined): [string, string] | null {
	const [at, id, ...rest] = (cursor ?? '').split('~');
	return at && id && rest.length === 0 ? [at, id] : null;
}
