import * as z from 'zod';
import { CREDENTIALS_CONTEXT } from '../proof/contexts.ts';

/** Any version of Open Badges 3.0's context; Sheaf itself writes one. */
const OPEN_BADGES_CONTEXT = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.0\.\d+)?\.json$/;
/** RFC 3339 with a zone, as VCDM 2.0 wants it. */
const dateTime = z.iso.datetime({ offset: true });

const typed = (...names: string[]) =>
	z.array(z.string()).refine((types) => names.some((name) => types.includes(name)));
const listOf = <T extends z.ZodType>(item: T) =>
	z.union([z.array(item), item.transform((only) => [only])]).optional();

const Identifier = z.looseObject({ identityType: z.string(), identityHash: z.string(), hashed: z.boolean() });
const ResultDescription = z.looseObject({
	id: z.string(),
	name: z.string(),
	allowedValue: z.array(z.string()).optional()
});
const Result = z.looseObject({ resultDescription: z.string().optional(), value: z.string().optional() });
const Evidence = z.looseObject({
	id: z.string().optional(),
	name: z.string().optional(),
	narrative: z.string().optional()
});
const Image = z.looseObject({ id: z.string() });

/** A credential from anywhere, as far as Sheaf shows and checks it: VCDM 2.0 in Open Badges 3.0's shape. */
const Credential = z.looseObject({
	'@context': z
		.array(z.unknown())
		.refine(([first, second]) => first === CREDENTIALS_CONTEXT && OPEN_BADGES_CONTEXT.test(String(second))),
	id: z.string(),
	type: typed('OpenBadgeCredential', 'AchievementCredential').refine((types) =>
		types.includes('VerifiableCredential')
	),
	issuer: z.looseObject({ id: z.string(), type: typed('Profile'), name: z.string() }),
	validFrom: dateTime,
	validUntil: dateTime.optional(),
	credentialSubject: z.looseObject({
		type: typed('AchievementSubject'),
		identifier: listOf(Identifier),
		achievement: z.looseObject({
			id: z.string(),
			type: typed('Achievement'),
			name: z.string().min(1),
			description: z.string(),
			criteria: z.looseObject({ id: z.string().optional(), narrative: z.string().optional() }),
			image: Image.optional(),
			resultDescription: listOf(ResultDescription)
		}),
		result: listOf(Result)
	}),
	evidence: listOf(Evidence),
	credentialStatus: listOf(z.looseObject({ type: z.string() })),
	// VCDM 1.1's names for the period; a reader of either would see another period than the other.
	issuanceDate: z.undefined().optional(),
	expirationDate: z.undefined().optional()
});
export type ParsedCredential = z.infer<typeof Credential>;

/** The parts of a credential that Sheaf shows and checks; null if it is not one. Says nothing about its proof. */
export function parseCredential(document: unknown): ParsedCredential | null {
	const parsed = Credential.safeParse(document);
	return parsed.success ? parsed.data : null;
}
