import type { Recipient } from '../row/row.ts';
import { foldText } from '../row/fold-text.ts';

/** A credential that this organisation issued and that still counts, as far as the device knows. */
export interface HeldCredential {
	credentialId: string;
	/** RFC 3339 with a zone. */
	validFrom: string;
	/** RFC 3339 with a zone; null: for ever. */
	validUntil: string | null;
}

/** Credentials by `holderKey`, in any order; revoked, superseded and taken back ones are not in it. */
export type History = ReadonlyMap<string, readonly HeldCredential[]>;

/**
 * Who holds what, in three lines or more: the definition, the contact in lower case, the name folded. Siblings share a
 * contact, so the name is part of it.
 */
export function holderKey({
	definitionId,
	contact,
	firstName,
	lastName
}: Pick<Recipient, 'definitionId' | 'contact' | 'firstName' | 'lastName'>): string {
	return `${definitionId}\n${contact.toLowerCase()}\n${foldText(`${firstName}\n${lastName}`)}`;
}
