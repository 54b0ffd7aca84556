import { localeTag } from './format-time.ts';

/** "a, b and c", in the person's language. */
export function formatList(words: string[]): string {
	return new Intl.ListFormat(localeTag(), { type: 'conjunction' }).format(words);
}
