import type { Cell } from './cell.ts';
import type { Expiration } from '../expiration/expiration.ts';

/** Where a row was read from: `line` is the row number that Excel shows. */
export interface Source {
	workbook: string;
	/** SHA-256 of the workbook's bytes: two may have the same name. */
	digest: string;
	sheet: string;
	line: number;
}

/** A row of a draft. `cells` stand in the order of the draft's columns; a missing trailing cell is blank. */
export interface Row {
	/** Made once on the device, with `credentialId`; both follow the row all the way. */
	key: string;
	/** The id of the credential that this row will become (UUID). */
	credentialId: string;
	/** `null` for a row added in Sheaf itself. */
	source: Source | null;
	cells: Cell[];
	/** Left out by the issuer. */
	excluded?: true;
	/** Excel does not show it: hidden by hand, or left out by a filter. */
	hidden?: true;
	/** Deleted; it keeps its place in the draft, so that undoing brings it back. */
	removed?: true;
	/** Where it stands among the others, where that is not the order in which they came. */
	place?: number;
}

/** A row that was parsed and is valid: the only thing that can be issued. */
export interface Recipient {
	definitionId: string;
	definitionVersion: number;
	firstName: string;
	lastName: string;
	/** The address, trimmed, its domain in lower case. */
	contact: string;
	expiration: Expiration;
	/** Canonical text for each variable of the definition version, in its order; '' where blank. */
	values: string[];
}
