import * as z from 'zod';
import { ONE_LINE, SEVERAL_LINES } from '../row/plain-text.ts';

/** The closed list of Open Badges 3.0's AchievementType; anything else is written as `ext:…`. */
export const ACHIEVEMENT_TYPES = [
	'Achievement',
	'ApprenticeshipCertificate',
	'Assessment',
	'Assignment',
	'AssociateDegree',
	'Award',
	'BachelorDegree',
	'Badge',
	'Certificate',
	'CertificateOfCompletion',
	'Certification',
	'CommunityService',
	'Competency',
	'Course',
	'CoCurricular',
	'Degree',
	'Diploma',
	'DoctoralDegree',
	'Fieldwork',
	'GeneralEducationDevelopment',
	'JourneymanCertificate',
	'LearningProgram',
	'License',
	'MasterCertificate',
	'MasterDegree',
	'Membership',
	'MicroCredential',
	'ProfessionalDoctorate',
	'QualityAssuranceCredential',
	'ResearchDoctorate',
	'SecondarySchoolDiploma'
] as const;

export const VARIABLE_TYPES = [
	'text',
	'long-text',
	'number',
	'date',
	'yes-no',
	'choice',
	'url',
	'email'
] as const;

const title = z.string().trim().min(1).max(80).regex(ONE_LINE);

/**
 * A blank in a definition and a column in the sheet. `min` and `max` bound a number's value or a text's length;
 * `pattern` is a regular expression over the whole text; `choices` only with type `choice`.
 */
export const Variable = z.object({
	title,
	kind: z.enum(['content', 'section']),
	type: z.enum(VARIABLE_TYPES),
	required: z.boolean(),
	min: z.number().optional(),
	max: z.number().optional(),
	pattern: z.string().max(200).optional(),
	choices: z.array(z.string().trim().min(1).max(100).regex(ONE_LINE)).min(1).max(100).optional()
});
export type Variable = z.infer<typeof Variable>;

/** What a person writes when defining a credential; each edit of it is a new version. */
export const DefinitionContent = z.object({
	name: z.string().trim().min(1).max(120).regex(ONE_LINE),
	shortName: z.string().trim().max(40).regex(ONE_LINE),
	aliases: z.array(z.string().trim().min(1).max(60).regex(ONE_LINE)).max(20),
	achievementType: z.union([z.enum(ACHIEVEMENT_TYPES), z.string().regex(/^ext:[A-Za-z0-9]{1,60}$/)]),
	description: z.string().trim().min(1).max(2000).regex(SEVERAL_LINES),
	criteria: z.string().trim().min(1).max(4000).regex(SEVERAL_LINES),
	/** Anything that `readExpiration` takes as a duration, a date or "never". */
	defaultExpiration: z.string().trim().min(1).max(40),
	/** SHA-256 of an uploaded PNG, lower-case hex; absent: the badge drawn from the definition's name and ID. */
	image: z
		.string()
		.regex(/^[0-9a-f]{64}$/)
		.optional(),
	variables: z.array(Variable).max(60)
});
export type DefinitionContent = z.infer<typeof DefinitionContent>;

/** A definition as the organisation has it: its ID, its current version and what that version says. */
export const Definition = DefinitionContent.extend({
	id: z.string().regex(/^[2-9BCDFGHJKMNPQRSTVWXYZ]{4}-[2-9BCDFGHJKMNPQRSTVWXYZ]{4}$/),
	version: z.int().positive(),
	archived: z.boolean()
});
export type Definition = z.infer<typeof Definition>;
