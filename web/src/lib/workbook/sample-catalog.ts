import sample from '#shared/fixtures/catalog.json';
import { ACHIEVEMENT_TYPES, Definition } from '#shared/definition/definition.ts';

/** The demo organisation's definitions, for tests. Open Badges has no word for attendance: it is an extension. */
export const sampleCatalog: Definition[] = sample.definitions.map((definition) => {
	const isListed = ACHIEVEMENT_TYPES.some((type) => type === definition.achievementType);
	const achievementType = isListed ? definition.achievementType : `ext:${definition.achievementType}`;
	return Definition.parse({ ...definition, achievementType, version: 3, archived: false });
});
