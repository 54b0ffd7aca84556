/** Terms whose text stands in the RDF exactly as it stands in the JSON. */
const LITERALS = new Set(
	'name description narrative identityHash salt value valueMin valueMax version validFrom validUntil statusListIndex encodedList'.split(
		' '
	)
);
/** Terms whose text is an IRI. */
const IRIS = new Set(['id', 'resultDescription', 'statusListCredential']);
/** Absolute, of a scheme that no context uses as a prefix, and without a letter that an IRI may not hold. */
const PLAIN_IRI = /^(?:https?:\/\/|did:web:|urn:uuid:)[^\s<>"{}|\\^`\u0000-\u0020\u007f-\u009f]+$/;

const LITERAL_SLOT = 'sheaf-slot:literal:';
const IRI_SLOT = 'urn:sheaf-slot:iri:';

/**
 * A document apart from its texts: what JSON-LD expansion depends on. Documents with the same `key` differ only in the
 * texts of their slots.
 */
export interface DocumentShape {
	key: string;
	/** The document with a placeholder for each text. */
	outline: unknown;
	/** The text of each placeholder. Equal texts share one, so that what is one node here is one node there. */
	slots: Map<string, string>;
}

/** Divides a document into shape and texts; null if there is any doubt whether its texts pass through unchanged. */
export function readShape(document: unknown): DocumentShape | null {
	const placeholders = new Map<string, string>();
	let isPlain = true;

	function slotFor(kind: string, text: string): string {
		const known = placeholders.get(kind + text);
		if (known !== undefined) return known;
		const slot = `${kind}${placeholders.size}`;
		placeholders.set(kind + text, slot);
		return slot;
	}

	function outlineText(term: string, text: string): string {
		if (LITERALS.has(term)) return slotFor(LITERAL_SLOT, text);
		if (!IRIS.has(term)) {
			if (text.includes('sheaf-slot:')) isPlain = false;
			return text;
		}
		if (!PLAIN_IRI.test(text)) isPlain = false;
		return slotFor(IRI_SLOT, text);
	}

	function outlineOf(term: string, node: unknown): unknown {
		if (typeof node === 'string') return outlineText(term, node);
		if (Array.isArray(node)) return node.map((each) => outlineOf(term, each));
		if (typeof node !== 'object' || node === null) return node;
		return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, outlineOf(key, each)]));
	}

	const outline = outlineOf('', document);
	if (!isPlain) return null;
	const slots = new Map<string, string>();
	for (const [text, slot] of placeholders) {
		slots.set(slot, text.slice(slot.startsWith(IRI_SLOT) ? IRI_SLOT.length : LITERAL_SLOT.length));
	}
	return { key: JSON.stringify(outline), outline, slots };
}
