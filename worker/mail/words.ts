import en from './messages/en.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

export type Language = 'en' | 'fr';
export type Words = Record<keyof typeof en, string>;

// The compiler asks that French has every word that English has, and no other.
const WORDS: Record<Language, Words> = { en, fr: fr satisfies Record<keyof typeof en, string> };

/** A language's words; English for a language that has none here. */
export function wordsIn(language: string): Words {
	return language === 'fr' ? WORDS.fr : WORDS.en;
}

/** Fills the `{blanks}` of a sentence; `write` makes each value fit for where it goes. */
export function fill(
	sentence: string,
	values: Record<string, string | number>,
	write: (value: string) => string = (value) => value
): string {
	return sentence.replace(/\{(\w+)\}/g, (_, name: string) => write(String(values[name] ?? '')));
}
