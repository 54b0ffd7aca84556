import type { DefinitionContent } from '#shared/definition/definition.ts';
import { m } from '#lib/paraglide/messages.js';

/** Which parts of a definition differ, named as the form names them. */
export function differencesBetween(one: DefinitionContent, other: DefinitionContent): string[] {
	const labels: Record<keyof DefinitionContent, () => string> = {
		name: m.catalog_name,
		shortName: m.catalog_short_name,
		aliases: m.catalog_aliases,
		description: m.catalog_description,
		criteria: m.catalog_criteria,
		achievementType: m.catalog_achievement_type,
		defaultExpiration: m.catalog_expiration,
		image: m.catalog_image,
		variables: m.catalog_variables
	};
	const places = Object.keys(labels) as (keyof DefinitionContent)[];
	return places
		.filter((place) => JSON.stringify(one[place]) !== JSON.stringify(other[place]))
		.map((place) => labels[place]());
}
