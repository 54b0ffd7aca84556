const NAMED_BY_CONTENT = /_app\/immutable\/[\w./-]+/g;
const TYPES: [ending: RegExp, type: RegExp][] = [
	[/\.js$/, /javascript/],
	[/\.css$/, /css/]
];

/**
 * For workbox's precaching: one answer that is not of this build ends the whole installation, and the copy that is there
 * stays. A network's own sign-in page, and a server in the middle of a deployment, answer any address with a page and 200.
 * `immutable`: paths of the files that are named by their content.
 */
export function keepOfThisBuild(shell: string, immutable: readonly string[]) {
	const known = new Set(immutable.map((path) => path.replace(/^\//, '')));
	return {
		cacheWillUpdate: async ({ request, response }: { request: Request; response: Response }) => {
			if (response.status !== 200) return null;
			const { pathname } = new URL(request.url);
			const isKept = pathname === shell ? await isShell(response, known) : isFile(response, pathname);
			return isKept ? response : null;
		}
	};
}

/** It starts the scripts of this build, and no others. */
async function isShell(response: Response, known: ReadonlySet<string>): Promise<boolean> {
	if (!isPage(response)) return false;
	const named = (await response.clone().text()).match(NAMED_BY_CONTENT) ?? [];
	return named.length > 0 && named.every((path) => known.has(path));
}

function isFile(response: Response, pathname: string): boolean {
	if (isPage(response)) return false;
	const type = response.headers.get('Content-Type') ?? '';
	return TYPES.every(([ending, wanted]) => !ending.test(pathname) || wanted.test(type));
}

function isPage(response: Response): boolean {
	return /^text\/html\b/i.test(response.headers.get('Content-Type') ?? '');
}
