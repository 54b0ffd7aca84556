import { putDefinition, putImage } from '#lib/api.ts';
import { catalog } from '#lib/sync/catalog.svelte.ts';
import { explainProblem } from '#lib/sync/explain-problem.ts';
import type { CatalogEntry } from '#shared/contract/catalog.ts';
import type { DefinitionContent } from '#shared/definition/definition.ts';
import type { BadgeImage } from './make-badge-image.ts';

/** `conflict`: the version that somebody else saved in the meantime. */
export type SaveOutcome =
	{ saved: true; entry: CatalogEntry } | { saved: false; words: string | null; conflict?: CatalogEntry };

interface Change {
	id: string;
	/** The version that the person edited; 0 for a new definition. */
	basedOn: number;
	content: DefinitionContent;
	/** Uploaded first: a definition may only name an image that is there. */
	image: BadgeImage | null;
}

/** Uploads the image, if there is a new one, and makes the next version of the definition. May be repeated. */
export async function saveDefinition({ id, basedOn, content, image }: Change): Promise<SaveOutcome> {
	if (image && content.image === image.hash) {
		const uploaded = await putImage(image.hash, image.png);
		if (!uploaded.ok) return { saved: false, words: explainProblem(uploaded) };
	}
	const answer = await putDefinition(id, { basedOn, content });
	if (answer.ok) {
		await catalog.put(answer.value);
		return { saved: true, entry: answer.value };
	}
	if (answer.offline || answer.problem.code !== 'version-conflict')
		return { saved: false, words: explainProblem(answer) };
	await catalog.refresh();
	const conflict = catalog.find(id);
	if (conflict && conflict.version !== basedOn) return { saved: false, words: null, conflict };
	return { saved: false, words: explainProblem(answer) };
}
