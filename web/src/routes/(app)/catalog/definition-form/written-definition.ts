import { db, type WrittenDefinition } from '#lib/db.ts';
import { emptyForm, emptyVariable, type DefinitionForm } from './form.ts';
import type { BadgeImage } from './make-badge-image.ts';

/** Where a form stands on the device, and what it is the next version of. */
export type WritingPlace = Pick<WrittenDefinition, 'organisationId' | 'place' | 'definitionId' | 'basedOn'>;

/** What an earlier page was left with. */
export interface LeftForm {
	definitionId: string;
	form: DefinitionForm;
	image: BadgeImage | null;
}

/** A new definition's place. */
export const NEW = 'new';

/** null: nothing was left, or it was based on another version, so that it would undo what others saved since. */
export async function readLeftForm(
	organisationId: string,
	place: string,
	basedOn: number
): Promise<LeftForm | null> {
	const left = await db.writtenDefinitions.get([organisationId, place]).catch(() => undefined);
	const form = left && left.basedOn === basedOn ? parseForm(left.form) : null;
	return form && { definitionId: left!.definitionId, form, image: left!.image ?? null };
}

/** Of another version of the app, what it lacks is as in an empty form. */
function parseForm(json: string): DefinitionForm | null {
	try {
		const form = { ...emptyForm(), ...(JSON.parse(json) as Partial<DefinitionForm>) };
		const variables = form.variables.map((variable) => ({ ...emptyVariable(variable.key), ...variable }));
		return { ...form, variables };
	} catch {
		return null;
	}
}

/** What the definition is called so far; empty where it has no name yet. */
export function readWrittenName({ form }: WrittenDefinition): string {
	return parseForm(form)?.name ?? '';
}

/** A full device is told of elsewhere, and the form is still on its page. */
export async function keepForm(place: WritingPlace, form: string, image: BadgeImage | null): Promise<void> {
	await db.writtenDefinitions.put({ ...place, form, image }).catch(() => {});
}

export async function dropForm({ organisationId, place }: WritingPlace): Promise<void> {
	await db.writtenDefinitions.delete([organisationId, place]).catch(() => {});
}
