import { badgeSvg } from '#shared/badge/badge-svg.ts';
import type { Definition } from '#shared/definition/definition.ts';

/**
 * The picture of a definition: the uploaded one, else the one drawn from its name and ID. The drawn one is made here, so
 * that it shows without a connection.
 */
export function badgeSource(definition: Pick<Definition, 'id' | 'name' | 'image'>): string {
	if (definition.image) return `/images/${definition.image}.png`;
	return `data:image/svg+xml,${encodeURIComponent(badgeSvg(definition))}`;
}
