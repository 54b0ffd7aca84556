import { Temporal } from 'temporal-polyfill';
import type { Definition } from '../definition/definition.ts';
import { validUntil } from '../expiration/expiration-date.ts';
import { didOf } from '../proof/did.ts';
import { CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT } from '../proof/contexts.ts';
import type { Recipient } from '../row/row.ts';
import { buildDetails } from './build-details.ts';
import type { Achievement, CredentialStatus, IdentityObject, UnsignedCredential } from './credential.ts';
import { hashContact } from './hash-contact.ts';

/** Open Badges wants no less; each credential has a salt of its own. */
export const SALT_CHARACTERS = 16;

export interface CredentialParts {
	/** UUID, made on the device with the row. */
	credentialId: string;
	/** The deployment's public address, without a slash at its end. */
	origin: string;
	organisation: { slug: string; name: string };
	/** In the version that the recipient was validated against. */
	definition: Definition;
	recipient: Recipient;
	/** Random, at least SALT_CHARACTERS long. */
	salt: string;
	/** The status list's number and the credential's bit in it. */
	status: { list: number; index: number };
	/** The time of issuing: RFC 3339 with any offset. */
	validFrom: string;
	/** IANA zone of the organisation: an expiration ends with the day there, and both times are written with its offset. */
	timeZone: string;
}

/**
 * Builds the unsigned credential of a recipient: VCDM 2.0 in Open Badges 3.0's shape. The contact appears only as a
 * salted hash. Absent things are left out, because a proof over RDF covers neither nulls nor empty arrays.
 */
export async function buildCredential(parts: CredentialParts): Promise<UnsignedCredential> {
	const { credentialId, origin, organisation, definition, recipient, validFrom } = parts;
	if (parts.salt.length < SALT_CHARACTERS) throw new RangeError('The salt is too short');
	const achievement = buildAchievement(origin, organisation.slug, definition);
	const details = buildDetails(achievement.id, definition.variables, recipient.values);
	const until = endOf(parts);
	return {
		'@context': [CREDENTIALS_CONTEXT, OPEN_BADGES_CONTEXT],
		id: `${origin}/credentials/${credentialId}`,
		type: ['VerifiableCredential', 'OpenBadgeCredential'],
		issuer: { id: didOf(origin, organisation.slug), type: ['Profile'], name: organisation.name },
		name: definition.name,
		validFrom: writeIn(parts.timeZone, validFrom),
		...(until === null ? {} : { validUntil: until }),
		credentialSubject: {
			type: ['AchievementSubject'],
			identifier: await identify(recipient, parts.salt),
			achievement: {
				...achievement,
				...(details.resultDescriptions.length ? { resultDescription: details.resultDescriptions } : {})
			},
			...(details.results.length ? { result: details.results } : {})
		},
		...(details.evidence.length ? { evidence: details.evidence } : {}),
		credentialStatus: buildStatus(parts)
	};
}

function buildAchievement(origin: string, slug: string, definition: Definition): Achievement {
	const home = `${origin}/orgs/${slug}`;
	const image = definition.image
		? `${origin}/images/${definition.image}.png`
		: `${home}/badges/${definition.id}.svg`;
	return {
		id: `${home}/definitions/${definition.id}/${definition.version}`,
		type: ['Achievement'],
		achievementType: definition.achievementType,
		name: definition.name,
		description: definition.description,
		criteria: { narrative: definition.criteria },
		image: { id: image, type: 'Image' },
		version: String(definition.version)
	};
}

/** The end of the last day. */
function endOf({ recipient, validFrom, timeZone }: CredentialParts): string | null {
	const until = validUntil(recipient.expiration, Date.parse(validFrom), timeZone);
	return until === null ? null : writeIn(timeZone, until);
}

/**
 * The same instant, written with the organisation's own offset: whoever reads it, wherever they are, sees the day that it
 * was or will be for the issuer.
 */
function writeIn(timeZone: string, time: string): string {
	return Temporal.Instant.from(time).toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never' });
}

async function identify(recipient: Recipient, salt: string): Promise<IdentityObject[]> {
	const name = [recipient.firstName, recipient.lastName].filter((part) => part !== '').join(' ');
	return [
		{
			type: 'IdentityObject',
			hashed: true,
			identityType: 'emailAddress',
			identityHash: await hashContact(recipient.contact, salt),
			salt
		},
		{ type: 'IdentityObject', hashed: false, identityType: 'name', identityHash: name }
	];
}

function buildStatus({ origin, organisation, status }: CredentialParts): CredentialStatus {
	const list = `${origin}/orgs/${organisation.slug}/status/${status.list}`;
	return {
		id: `${list}#${status.index}`,
		type: 'BitstringStatusListEntry',
		statusPurpose: 'revocation',
		statusListIndex: String(status.index),
		statusListCredential: list
	};
}
