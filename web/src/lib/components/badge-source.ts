import type { Definition } from '#shared/definition/definition.ts';

/** Where the picture of a definition comes from: the uploaded one, else the one drawn from its name and ID. */
export function badgeSource(definition: Pick<Definition, 'id' | 'name' | 'image'>, slug: string): string {
	if (definition.image) return `/images/${definition.image}.png`;
	return `/orgs/${slug}/badges/${definition.id}.svg`;
}
