import type { Signed } from '../proof/sign-credential.ts';

/** How Open Badges 3.0 names the recipient: by a salted hash of the address, and by the plain name. */
export type IdentityObject =
	| {
			type: 'IdentityObject';
			hashed: true;
			identityType: 'emailAddress';
			identityHash: string;
			salt: string;
	  }
	| { type: 'IdentityObject'; hashed: false; identityType: 'name'; identityHash: string };

/** What a content variable is called; a Result gives its value. */
export interface ResultDescription {
	id: string;
	type: ['ResultDescription'];
	name: string;
	resultType: 'Result' | 'RawScore';
	valueMin?: string;
	valueMax?: string;
	allowedValue?: string[];
}

export interface Result {
	type: ['Result'];
	resultDescription: string;
	value: string;
}

/** A section variable's text, or the web page that it names. */
export interface Evidence {
	id?: string;
	type: ['Evidence'];
	name: string;
	narrative?: string;
}

export interface Achievement {
	id: string;
	type: ['Achievement'];
	achievementType: string;
	name: string;
	description: string;
	criteria: { narrative: string };
	image: { id: string; type: 'Image' };
	version: string;
	resultDescription?: ResultDescription[];
}

export interface CredentialStatus {
	id: string;
	type: 'BitstringStatusListEntry';
	statusPurpose: 'revocation';
	statusListIndex: string;
	statusListCredential: string;
}

/** A VCDM 2.0 credential in Open Badges 3.0's shape, before its proof. */
export interface UnsignedCredential {
	'@context': string[];
	id: string;
	type: ['VerifiableCredential', 'OpenBadgeCredential'];
	issuer: { id: string; type: ['Profile']; name: string };
	name: string;
	validFrom: string;
	validUntil?: string;
	credentialSubject: {
		type: ['AchievementSubject'];
		identifier: IdentityObject[];
		achievement: Achievement;
		result?: Result[];
	};
	evidence?: Evidence[];
	credentialStatus: CredentialStatus;
}

export type SignedCredential = Signed<UnsignedCredential>;
