import { YES_OR_NO } from './build-details.ts';
import type { ParsedCredential } from './parse-credential.ts';

/** What the page of a credential shows, in the words that the credential itself carries. */
export interface CredentialFace {
	id: string;
	name: string;
	/** '' where the credential does not name its recipient. */
	recipient: string;
	issuer: string;
	description: string;
	criteria: string;
	image: string | null;
	validFrom: string;
	validUntil: string | null;
	details: Detail[];
}

/** A named value; `link` only for an address of the web, because anything else must not be clickable. */
export interface Detail {
	name: string;
	text: string;
	link: string | null;
	/** Its text is `yes` or `no`, as a word of the machine's. */
	yesNo: boolean;
}

/** Reads the face of a credential that was parsed. */
export function readFace(credential: ParsedCredential): CredentialFace {
	const subject = credential.credentialSubject;
	const { achievement } = subject;
	const named = subject.identifier?.find(({ identityType, hashed }) => identityType === 'name' && !hashed);
	return {
		id: credential.id,
		name: achievement.name,
		recipient: named?.identityHash ?? '',
		issuer: credential.issuer.name,
		description: achievement.description,
		criteria: achievement.criteria.narrative ?? '',
		image: achievement.image?.id ?? null,
		validFrom: credential.validFrom,
		validUntil: credential.validUntil ?? null,
		details: [...readResults(credential), ...readEvidence(credential)]
	};
}

/** In the order of the descriptions, which is the order of the definition's variables. */
function readResults({ credentialSubject: { achievement, result } }: ParsedCredential): Detail[] {
	const values = new Map(result?.map((each) => [each.resultDescription, each.value]));
	const details: Detail[] = [];
	for (const { id, name, allowedValue } of achievement.resultDescription ?? []) {
		const text = values.get(id);
		if (text) details.push({ name, text, link: null, yesNo: allowedValue?.join() === YES_OR_NO.join() });
	}
	return details;
}

function readEvidence({ evidence }: ParsedCredential): Detail[] {
	return (evidence ?? []).map(({ id, name, narrative }) => ({
		name: name ?? '',
		text: narrative ?? id ?? '',
		link: id && isWebAddress(id) ? id : null,
		yesNo: false
	}));
}

function isWebAddress(text: string): boolean {
	return URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol);
}
