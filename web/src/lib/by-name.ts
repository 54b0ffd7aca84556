import { localeTag } from './format-time.ts';

/**
 * Definitions in the one order in which they are told wherever there are several, whoever told them: by name. What has no
 * definition comes last.
 */
export function byName<T>(told: readonly T[], nameOf: (each: T) => string | null): T[] {
	const { compare } = new Intl.Collator(localeTag(), { numeric: true });
	return told
		.map((each) => ({ each, name: nameOf(each) }))
		.sort((a, b) => Number(a.name === null) - Number(b.name === null) || compare(a.name ?? '', b.name ?? ''))
		.map(({ each }) => each);
}
