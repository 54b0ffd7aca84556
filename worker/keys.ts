import { makeKeyPair, type KeyPair } from '#shared/proof/key-pair.ts';
import type { KeyRecord } from './db/keys.ts';

/** What AES-GCM is made for: 96 bits, never twice under one key. */
const IV_BYTES = 12;
const SECRET_BYTES = 32;

/** Whose key it is, and the deployment's KEY_SECRET (32 bytes in base64) that it is sealed under. */
export interface KeyOwner {
	organisationId: string;
	secret: string;
}

/** Makes a new key pair for an organisation, its private half sealed. `fragment` is such as `key-1`. */
export async function makeKey(fragment: string, owner: KeyOwner): Promise<KeyRecord> {
	const seed = crypto.getRandomValues(new Uint8Array(32));
	const keyPair = await makeKeyPair(seed);
	seed.fill(0);
	return { fragment, publicKeyMultibase: keyPair.publicKeyMultibase, sealed: await sealKey(keyPair, owner) };
}

/** Opens a key to sign with. Throws if KEY_SECRET is not the one it was sealed under, or the record was changed or moved. */
export async function openKey(record: KeyRecord, owner: KeyOwner): Promise<KeyPair> {
	const { publicKeyMultibase } = record;
	const sealed = fromBase64(record.sealed);
	const key = await importSecret(owner.secret);
	const algorithm = { ...boundTo(publicKeyMultibase, owner), iv: sealed.subarray(0, IV_BYTES) };
	try {
		const opened = await crypto.subtle.decrypt(algorithm, key, sealed.subarray(IV_BYTES));
		return { publicKeyMultibase, secretKeyMultibase: new TextDecoder().decode(opened) };
	} catch {
		throw new Error(`The key ${record.fragment} of an organisation does not open under KEY_SECRET`);
	}
}

async function sealKey(
	{ publicKeyMultibase, secretKeyMultibase }: KeyPair,
	owner: KeyOwner
): Promise<string> {
	const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
	const key = await importSecret(owner.secret);
	const algorithm = { ...boundTo(publicKeyMultibase, owner), iv };
	const sealed = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(secretKeyMultibase));
	return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
}

/** A sealed key opens only for its own organisation and beside its own public half. */
function boundTo(publicKeyMultibase: string, { organisationId }: KeyOwner) {
	const additionalData = new TextEncoder().encode(JSON.stringify([organisationId, publicKeyMultibase]));
	return { name: 'AES-GCM', additionalData };
}

async function importSecret(secret: string): Promise<CryptoKey> {
	const bytes = fromBase64(secret);
	if (bytes.length !== SECRET_BYTES) throw new Error('KEY_SECRET must be 32 bytes in base64');
	return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function toBase64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
