import { editDistance } from '../row/edit-distance.ts';
import { foldText } from '../row/fold-text.ts';
import type { Definition } from './definition.ts';
import { readDefinitionId, squashId } from './definition-id.ts';

/** Either the definition that the text means, or the nearest ones, best first, at most three. */
export type Resolution =
	{ definition: Definition; nearest?: undefined } | { definition?: undefined; nearest: Definition[] };

const NEAREST = 3;
/** The part of a text that may be mistyped for a definition still to be offered. */
const MISTYPED = 0.4;
/** Rows repeat few texts; a hostile sheet must not fill the memory with them. */
const REMEMBERED = 2000;
const LONGEST_NAME = 120;

/**
 * Resolves a cell's text by ID, name, short name or alias, in that order, without regard to case, blanks, accents and
 * hyphens, and last by an ID that stands within it. An archived definition only answers where no other does. A text that means two definitions alike resolves
 * to neither; both are the nearest.
 */
export function compileResolver(definitions: readonly Definition[]): (text: string) => Resolution {
	const live = definitions.filter((definition) => !definition.archived);
	const byId = new Map(definitions.map((definition) => [definition.id, definition]));
	const tiers = [live, definitions.filter((definition) => definition.archived)].flatMap((some) => [
		indexBy(some, (definition) => [definition.name]),
		indexBy(some, (definition) => [definition.shortName]),
		indexBy(some, (definition) => definition.aliases)
	]);
	const remembered = new Map<string, Resolution>();

	function resolve(text: string): Resolution {
		const id = readDefinitionId(text);
		const named = id === null ? undefined : byId.get(id);
		if (named) return { definition: named };
		const key = squashName(text);
		for (const tier of tiers) {
			const found = tier.get(key);
			if (found?.length === 1) return { definition: found[0]! };
			if (found) return { nearest: found.slice(0, NEAREST) };
		}
		const within = findIdWithin(text);
		const told = within === null ? undefined : byId.get(within);
		return told ? { definition: told } : { nearest: findNearest(text, key, live) };
	}

	return (text) => {
		const known = remembered.get(text);
		if (known) return known;
		const resolution = resolve(text);
		if (remembered.size >= REMEMBERED) remembered.clear();
		remembered.set(text, resolution);
		return resolution;
	};
}

/** The ID in a text that holds more than it, such as "First Aid Level 2 (D3V2-QMHQ)"; null where it holds none or two. */
function findIdWithin(text: string): string | null {
	if (text.length > 2 * LONGEST_NAME) return null;
	const words = text.match(/[0-9A-Za-z]{4}[\p{Pd}\u2212][0-9A-Za-z]{4}(?![0-9A-Za-z])/gu) ?? [];
	const ids = new Set(words.map(readDefinitionId).filter((id) => id !== null));
	return ids.size === 1 ? [...ids][0]! : null;
}

function indexBy(definitions: readonly Definition[], namesOf: (definition: Definition) => readonly string[]) {
	const index = new Map<string, Definition[]>();
	for (const definition of definitions) {
		for (const key of new Set(namesOf(definition).map(squashName))) {
			if (key !== '') index.set(key, [...(index.get(key) ?? []), definition]);
		}
	}
	return index;
}

function squashName(text: string): string {
	return foldText(text).replace(/[\s\p{Pd}_.,'’]/gu, '');
}

function findNearest(text: string, key: string, definitions: readonly Definition[]): Definition[] {
	if (key === '' || key.length > 2 * LONGEST_NAME) return [];
	const id = squashId(text);
	const scored: { definition: Definition; score: number }[] = [];
	for (const definition of definitions) {
		const names = [definition.name, definition.shortName, ...definition.aliases].map(squashName);
		const scores = names.filter((name) => name !== '').map((name) => scoreName(key, name));
		scores.push(scoreId(id, squashId(definition.id)));
		scored.push({ definition, score: Math.min(...scores) });
	}
	return scored
		.filter(({ score }) => score <= MISTYPED)
		.sort((a, b) => a.score - b.score)
		.slice(0, NEAREST)
		.map(({ definition }) => definition);
}

/** Share of the text that is mistyped; a name written with more or fewer words around it counts as near. */
function scoreName(key: string, name: string): number {
	const longer = Math.max(key.length, name.length);
	const shorter = Math.min(key.length, name.length);
	if (shorter >= 4 && (key.includes(name) || name.includes(key))) return 0.3 * (1 - shorter / longer) + 0.1;
	return editDistance(key, name, Math.floor(longer * MISTYPED)) / longer;
}

/** An ID is opaque: more than two slips in it and nobody can say which was meant. */
function scoreId(id: string, other: string): number {
	return id.length < 7 || id.length > 9
		? 1
		: editDistance(id, other, 2) > 2
			? 1
			: editDistance(id, other, 2) / 8;
}
