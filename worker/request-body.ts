import type { Context } from 'hono';
import type { ZodSafeParseResult, ZodType } from 'zod';
import type { AppTypes } from './app-types.ts';
import { faultsOf, refuse } from './problem.ts';

/** Enough for the largest declaration (4,000 digests) and for a setup with a whole catalog. */
const JSON_LIMIT = 1_000_000;

/** The request's JSON as the schema has it, or the answer that refuses it. */
export async function readBody<T>(c: Context<AppTypes>, schema: ZodType<T>): Promise<T | Response> {
	const bytes = await readBytes(c, JSON_LIMIT);
	return bytes instanceof Response ? bytes : parseBody(c, bytes, schema);
}

/** As `readBody`, where the bytes themselves matter too. */
export function parseBody<T>(c: Context<AppTypes>, bytes: Uint8Array, schema: ZodType<T>): T | Response {
	let value: unknown;
	try {
		value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
	} catch {
		return refuse(c, 'request-invalid', { errors: [{ pointer: '', code: 'json-invalid' }] });
	}
	let parsed: ZodSafeParseResult<T>;
	try {
		parsed = schema.safeParse(value);
	} catch (error) {
		// Zod hands faults up as arguments of one call: some hundred thousand of them do not fit on the stack.
		if (!(error instanceof RangeError)) throw error;
		return refuse(c, 'request-invalid', { errors: [{ pointer: '', code: 'too-big' }] });
	}
	return parsed.success ? parsed.data : refuse(c, 'request-invalid', { errors: faultsOf(parsed.error) });
}

/**
 * The raw body, inflated where it says that it is gzip; refused as soon as it proves longer than `limit`, whatever its declared
 * length and however small it is packed.
 */
export async function readBytes(
	c: Context<AppTypes>,
	limit: number
): Promise<Uint8Array<ArrayBuffer> | Response> {
	const tooLarge = () => refuse(c, 'too-large', { detail: `At most ${limit} bytes` });
	if (Number(c.req.header('content-length') ?? 0) > limit) return tooLarge();
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const part of plainBody(c)) {
			length += part.length;
			if (length > limit) return tooLarge();
			parts.push(part);
		}
	} catch {
		// Damaged while it was packed or sent, or the connection was cut.
		return refuse(c, 'request-invalid', { errors: [{ pointer: '', code: 'body-unreadable' }] });
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

function plainBody(c: Context<AppTypes>): AsyncIterable<Uint8Array> | [] {
	const { body } = c.req.raw;
	if (!body) return [];
	const isPacked = c.req.header('content-encoding') === 'gzip';
	return isPacked ? body.pipeThrough(new DecompressionStream('gzip')) : body;
}
