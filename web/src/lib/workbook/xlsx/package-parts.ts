import { inflateEntry } from '../stream-entry.ts';
import type { ZipEntry } from '../zip-directory.ts';
import { childrenOf, readXml, type XmlElement } from './xml-tree.ts';

export interface Relationship {
	id: string;
	/** The last word of its type, which is the same in strict workbooks: `worksheet`, `styles`. */
	type: string;
	/** The part's name, as it is looked up. */
	part: string;
}

/** A small part may have so many bytes; styles of an old workbook reach some megabytes. */
const MAX_SMALL_PART = 16 * 1024 * 1024;

/** The parts of an Office package, each inflated and checked when it is asked for. */
export class PackageParts {
	private readonly entries: Map<string, ZipEntry>;
	private readonly read = new Set<ZipEntry>();

	constructor(entries: readonly ZipEntry[]) {
		this.entries = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	}

	has(part: string): boolean {
		return this.entries.has(part.toLowerCase());
	}

	/** For who streams it, and so checks it. */
	take(part: string): ZipEntry | undefined {
		const entry = this.entries.get(part.toLowerCase());
		if (entry !== undefined) this.read.add(entry);
		return entry;
	}

	/** The root element; undefined where there is no such part, null where it is larger or other than what is read here. */
	async xml(part: string): Promise<XmlElement | null | undefined | 'damaged'> {
		const entry = this.take(part);
		if (entry === undefined) return undefined;
		if (entry.size > MAX_SMALL_PART) return null;
		const bytes = await inflateEntry(entry);
		return bytes === null ? 'damaged' : readXml(bytes);
	}

	/** What has not been read yet. */
	rest(): ZipEntry[] {
		return [...this.entries.values()].filter((entry) => !this.read.has(entry));
	}

	/** The relationships of a part, those to places outside left out; of the package itself for ''. */
	async relationships(part: string): Promise<Relationship[] | null | 'damaged'> {
		const slash = part.lastIndexOf('/') + 1;
		const folder = part.slice(0, slash);
		const root = await this.xml(`${folder}_rels/${part.slice(slash)}.rels`);
		if (root === undefined) return [];
		if (root === null || root === 'damaged') return root;
		const found: Relationship[] = [];
		for (const { attributes } of childrenOf(root, 'Relationship')) {
			if (attributes.get('TargetMode')?.toLowerCase() === 'external') continue;
			const target = resolveTarget(folder, attributes.get('Target') ?? '');
			const type = (attributes.get('Type') ?? '').split('/').at(-1)!;
			if (target !== null) found.push({ id: attributes.get('Id') ?? '', type, part: target });
		}
		return found;
	}
}

/** Relative to the folder of the part that names it, or absolute (ECMA-376 part 2, 8.3); null for what is no path. */
function resolveTarget(folder: string, target: string): string | null {
	let path: string;
	try {
		path = decodeURIComponent(target.replaceAll('\\', '/').split('#')[0]!);
	} catch {
		return null;
	}
	const names: string[] = [];
	for (const name of `${path.startsWith('/') ? '' : folder}${path}`.split('/')) {
		if (name === '..') names.pop();
		else if (name !== '' && name !== '.') names.push(name);
	}
	return names.join('/');
}
