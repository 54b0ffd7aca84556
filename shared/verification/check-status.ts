import * as z from 'zod';
import { readStatus } from '../status-list/encode-status-list.ts';
import { checkProof, findProof } from './check-proof.ts';
import { copyJson } from './check-shape.ts';
import { resolveIssuer } from './resolve-issuer.ts';
import type { CheckCode, VerifyOptions } from './verification.ts';

const Entry = z.looseObject({
	type: z.literal('BitstringStatusListEntry'),
	statusPurpose: z.enum(['revocation', 'suspension']),
	statusListIndex: z.string().regex(/^(0|[1-9][0-9]{0,9})$/),
	statusListCredential: z.string().max(2000)
});
type Entry = z.infer<typeof Entry>;

const issuerId = z.union([z.string(), z.looseObject({ id: z.string() }).transform(({ id }) => id)]);
const List = z.looseObject({
	id: z.string(),
	type: z.array(z.string()).refine((types) => types.includes('BitstringStatusListCredential')),
	issuer: issuerId,
	validFrom: z.string().optional(),
	validUntil: z.string().optional(),
	credentialSubject: z.looseObject({
		type: z.literal('BitstringStatusList'),
		statusPurpose: z.union([z.string(), z.array(z.string())]).transform((purpose) => [purpose].flat()),
		encodedList: z.string()
	})
});
type List = z.infer<typeof List>;

/** The state of a credential by every status list that it names; the first that does not pass decides. */
export async function checkStatus(
	entries: unknown[] | undefined,
	issuer: string,
	options: VerifyOptions
): Promise<CheckCode> {
	if (!entries || entries.length === 0) return 'status-absent';
	if (entries.length > 4) return 'status-unsupported';
	for (const each of entries) {
		const entry = Entry.safeParse(each);
		const code = entry.success ? await checkEntry(entry.data, issuer, options) : 'status-unsupported';
		if (code !== 'not-revoked') return code;
	}
	return 'not-revoked';
}

async function checkEntry(entry: Entry, issuer: string, options: VerifyOptions): Promise<CheckCode> {
	const url = entry.statusListCredential;
	if (!isReachable(url, options.origin)) return 'status-unsupported';
	let answer: unknown;
	try {
		answer = await options.fetchJson(url);
	} catch {
		return 'status-unreachable';
	}
	const document = copyJson(answer);
	if (document === null || document === 'too-large') return 'status-unreachable';
	const list = List.safeParse(document);
	if (!list.success || list.data.id !== url || list.data.issuer !== issuer) return 'status-list-invalid';
	const fault = await checkList(document, list.data, options);
	if (fault) return fault;
	if (!list.data.credentialSubject.statusPurpose.includes(entry.statusPurpose)) return 'status-list-invalid';
	const set = await readStatus(list.data.credentialSubject.encodedList, Number(entry.statusListIndex));
	if (set === null) return 'status-list-invalid';
	if (!set) return 'not-revoked';
	return entry.statusPurpose === 'revocation' ? 'revoked' : 'suspended';
}

/** The list is a credential itself: its own proof and period must hold. */
async function checkList(
	document: Record<string, unknown>,
	list: List,
	options: VerifyOptions
): Promise<CheckCode | null> {
	const from = list.validFrom === undefined ? -Infinity : Date.parse(list.validFrom);
	const until = list.validUntil === undefined ? Infinity : Date.parse(list.validUntil);
	if (!(from <= options.now && options.now <= until)) return 'status-list-invalid';
	const found = findProof(document);
	if ('code' in found) return found.code === 'proof-missing' ? 'status-list-invalid' : 'status-unsupported';
	const resolved = await resolveIssuer(list.issuer, found.proof.verificationMethod, options);
	if (resolved.code === 'issuer-unreachable') return 'status-unreachable';
	if (resolved.code !== 'issuer-valid') return 'status-list-invalid';
	const code = await checkProof(document, found.proof, resolved.key, options.now);
	return code === 'proof-valid' ? null : 'status-list-invalid';
}

/** https, or the deployment's own address. */
function isReachable(url: string, origin?: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, host } = new URL(url);
	return protocol === 'https:' || (origin !== undefined && new URL(origin).host === host);
}
