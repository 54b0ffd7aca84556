import { parseCredential, type ParsedCredential } from '../credential/parse-credential.ts';

/** No honest credential comes near these; canonizing a hostile one could take minutes. */
export const MAX_CHARACTERS = 500_000;
const MAX_DEPTH = 32;
const MAX_NODES = 5_000;

export type Shape =
	| { code: 'shape-valid'; document: Record<string, unknown>; credential: ParsedCredential }
	| { code: 'shape-invalid' | 'shape-too-large' };

/** Whether a document is a credential in Open Badges 3.0's shape, small and plain enough to be canonized. */
export function checkShape(input: unknown): Shape {
	const document = copyJson(input);
	if (document === 'too-large') return { code: 'shape-too-large' };
	if (document === null) return { code: 'shape-invalid' };
	const credential = parseCredential(document);
	return credential ? { code: 'shape-valid', document, credential } : { code: 'shape-invalid' };
}

/**
 * A plain copy of a JSON object; null for anything else, and for one with JSON-LD keywords or `__proto__` inside. A
 * nested `@context` could keep the signed statements and show other words under the names that a page reads.
 */
export function copyJson(input: unknown): Record<string, unknown> | 'too-large' | null {
	let text: string | undefined;
	try {
		text = JSON.stringify(input);
	} catch (error) {
		// Too deep for the stack, or a circle, which JSON has not.
		return error instanceof RangeError ? 'too-large' : null;
	}
	if (text === undefined || text[0] !== '{') return null;
	if (text.length > MAX_CHARACTERS) return 'too-large';
	const copy = JSON.parse(text) as Record<string, unknown>;
	const { '@context': _, ...rest } = copy;
	const verdict = judgeTree(rest);
	if (verdict === 'keyword') return null;
	return verdict === 'plain' ? copy : 'too-large';
}

/** Level by level, because a recursion could be made to overflow. */
function judgeTree(root: object): 'plain' | 'keyword' | 'too-large' {
	let level: object[] = [root];
	let nodes = 0;
	for (let depth = 0; level.length > 0; depth += 1) {
		nodes += level.length;
		if (depth > MAX_DEPTH || nodes > MAX_NODES) return 'too-large';
		const below: object[] = [];
		for (const node of level) {
			for (const [key, value] of Object.entries(node)) {
				if (key[0] === '@' || key === '__proto__') return 'keyword';
				if (typeof value === 'object' && value !== null) below.push(value);
			}
		}
		level = below;
	}
	return 'plain';
}
