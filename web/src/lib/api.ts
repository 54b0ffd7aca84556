import * as z from 'zod';
import {
	Batch,
	BatchChanges,
	BatchDeclaration,
	BatchRowList,
	BatchRowSearch,
	ErrorReport,
	PastRecipientList,
	RecipientSearch,
	Revocation
} from '#shared/contract/batch.ts';
import { Archived, Catalog, CatalogEntry, DefinitionChange } from '#shared/contract/catalog.ts';
import { HistoryPage } from '#shared/contract/history.ts';
import {
	Member,
	MemberChange,
	NewMember,
	Organisation,
	OrganisationChange,
	Session,
	type Role
} from '#shared/contract/organisation.ts';
import { call, pathOf } from './api-call.ts';

/** The endpoints of `shared/contract`, one function each. */

const Health = z.object({ demo: z.boolean().default(false) });
const Members = z.object({ members: z.array(Member) });
const Revoked = z.object({ revoked: z.int().nonnegative() });

export function getHealth() {
	return call({ method: 'GET', path: '/health', answer: Health });
}

export function getSession() {
	return call({ method: 'GET', path: '/session', answer: Session });
}

export function changeOrganisation(change: OrganisationChange) {
	const body = { schema: OrganisationChange, value: change };
	return call({ method: 'PATCH', path: '/organisation', body, answer: Organisation });
}

export function listMembers() {
	return call({ method: 'GET', path: '/members', answer: Members });
}

export function addMember(member: NewMember) {
	return call({
		method: 'POST',
		path: '/members',
		body: { schema: NewMember, value: member },
		answer: Member
	});
}

export function changeMember(id: string, role: Role) {
	const body = { schema: MemberChange, value: { role } };
	return call({ method: 'PATCH', path: pathOf('/members/', id), body, answer: Member });
}

export function removeMember(id: string) {
	return call({ method: 'DELETE', path: pathOf('/members/', id), answer: null });
}

/** What changed behind the cursor, or all of it. */
export function getCatalog(cursor: string | null = null) {
	return call({ method: 'GET', path: '/definitions', query: { cursor }, answer: Catalog });
}

export function putDefinition(id: string, change: DefinitionChange) {
	const body = { schema: DefinitionChange, value: change };
	return call({ method: 'PUT', path: pathOf('/definitions/', id), body, answer: CatalogEntry });
}

export function setArchived(id: string, archived: boolean) {
	const body = { schema: Archived, value: { archived } };
	return call({ method: 'PUT', path: pathOf('/definitions/', id, '/archived'), body, answer: CatalogEntry });
}

/** `hash`: SHA-256 of the PNG, lower-case hex. */
export function putImage(hash: string, png: Uint8Array<ArrayBuffer>) {
	const bytes = { value: png, contentType: 'image/png' };
	return call({ method: 'PUT', path: pathOf('/images/', hash), bytes, answer: null });
}

export interface OwnBatch {
	batchId: string;
	/** The organisation that the batch was issued for: the device may be signed in to another one by now. */
	organisationId: string;
}

export function declareBatch({ batchId, organisationId }: OwnBatch, declaration: BatchDeclaration) {
	const body = { schema: BatchDeclaration, value: declaration };
	return call({ method: 'PUT', path: pathOf('/batches/', batchId), body, organisationId, answer: Batch });
}

/** `body`: the bytes whose hash was declared, unchanged. */
/** Packed on the way; the digest that was declared is that of the plain bytes. */
export async function putChunk(
	{ batchId, organisationId }: OwnBatch,
	index: number,
	body: Uint8Array<ArrayBuffer>
) {
	const path = pathOf('/batches/', batchId, '/chunks/', String(index));
	const bytes = { value: await pack(body), contentType: 'application/json', encoding: 'gzip' as const };
	return call({ method: 'PUT', path, bytes, organisationId, answer: null });
}

async function pack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
	const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
	return new Uint8Array(await new Response(packed).arrayBuffer());
}

export function issueBatch({ batchId, organisationId }: OwnBatch) {
	return call({
		method: 'POST',
		path: pathOf('/batches/', batchId, '/issue'),
		organisationId,
		answer: Batch
	});
}

export function takeBackBatch(batchId: string, organisationId?: string) {
	const path = pathOf('/batches/', batchId, '/take-back');
	return call({ method: 'POST', path, organisationId, answer: Batch });
}

export function releaseBatch(batchId: string) {
	return call({ method: 'POST', path: pathOf('/batches/', batchId, '/release'), answer: Batch });
}

export function getBatch(batchId: string, organisationId?: string) {
	return call({ method: 'GET', path: pathOf('/batches/', batchId), organisationId, answer: Batch });
}

/** The batches that changed behind the cursor, from the beginning where there is none. */
export function getBatchChanges(cursor: string | null) {
	return call({ method: 'GET', path: '/batches/changes', query: { cursor }, answer: BatchChanges });
}

export interface BatchRowQuery {
	search?: string;
	state?: string;
	delivery?: string;
	cursor?: string | null;
}

export function listBatchRows(batchId: string, query: BatchRowQuery = {}, signal?: AbortSignal) {
	const path = pathOf('/batches/', batchId, '/rows/search');
	const body = { schema: BatchRowSearch, value: withoutBlanks(query) };
	return call({ method: 'POST', path, body, answer: BatchRowList, signal });
}

export function revoke(revocation: Revocation) {
	const body = { schema: Revocation, value: revocation };
	return call({ method: 'POST', path: '/revocations', body, answer: Revoked });
}

export function getErrorReport(batchId: string) {
	return call({ method: 'GET', path: pathOf('/batches/', batchId, '/error-report'), answer: ErrorReport });
}

export function listRecipients(
	query: { search?: string; cursor?: string | null } = {},
	signal?: AbortSignal
) {
	const body = { schema: RecipientSearch, value: withoutBlanks(query) };
	return call({ method: 'POST', path: '/recipients/search', body, answer: PastRecipientList, signal });
}

/** What changed behind the cursor, from the beginning where there is none. */
export function getHistory({ cursor, limit }: { cursor: string | null; limit: number }) {
	const query = { cursor, limit: String(limit) };
	return call({ method: 'GET', path: '/history', query, answer: HistoryPage });
}

function withoutBlanks(query: object): object {
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value));
}
