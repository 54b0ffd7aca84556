import * as z from 'zod';
import { ONE_LINE } from '../row/plain-text.ts';

export const ROLES = ['admin', 'issuer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const Organisation = z.object({
	id: z.string(),
	slug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
	name: z.string().trim().min(1).max(120).regex(ONE_LINE),
	/** IANA name; expirations end with the day in this zone. */
	timeZone: z.string(),
	language: z.enum(['en', 'fr']),
	/** Minutes between issuing and the first mail; 0: at once. */
	holdMinutes: z.int().min(0).max(1440)
});
export type Organisation = z.infer<typeof Organisation>;

/** PATCH /organisation (admin). */
export const OrganisationChange = Organisation.pick({
	name: true,
	timeZone: true,
	language: true,
	holdMinutes: true
}).partial();
export type OrganisationChange = z.infer<typeof OrganisationChange>;

/** GET /session: who is signed in, to which organisation, as what. */
export const Session = z.object({
	user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
	role: Role,
	organisation: Organisation
});
export type Session = z.infer<typeof Session>;

/** GET /members (admin), POST /members (admin: NewMember), PATCH and DELETE /members/ID (admin). */
export const Member = z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role });
export type Member = z.infer<typeof Member>;
export const NewMember = z.object({
	name: z.string().trim().min(1).max(120).regex(ONE_LINE),
	email: z.email().max(254),
	role: Role
});
export type NewMember = z.infer<typeof NewMember>;
export const MemberChange = z.object({ role: Role });
