import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import jsonld from 'jsonld';
import * as rdfCanonize from 'rdf-canonize';
import { loadDocument } from './document-loader.ts';
import { readShape, type DocumentShape } from './document-shape.ts';

/** As the cryptosuite itself asks for it; safe mode refuses a term that no context defines. */
const OPTIONS = { documentLoader: loadDocument, base: null, safe: true };
/** Shapes kept: a definition version has one for each set of variables that a recipient left blank. */
const MOST_SHAPES = 200;
/** One document in so many of a shape, the first among them, is canonized by the library as well. */
const CHECK_EVERY = 100;

interface Template {
	/** The RDF of the shape's outline; null once it was found wrong. */
	dataset: rdfCanonize.Quad[] | null;
	used: number;
}
const templates = new Map<string, Promise<Template>>();

/**
 * Canonical N-Quads (RDFC-1.0) of a document, the same as the library's. Expanding JSON-LD takes nine tenths of the
 * time and depends only on the shape, so it is done once a shape; texts are put into its RDF and the library canonizes
 * that, blank nodes and all. In any doubt the library does the whole.
 */
export async function canonizeByShape(document: object): Promise<string> {
	const shape = readShape(document);
	if (!shape) return cryptosuite.canonize(document, OPTIONS);
	const template = await findTemplate(shape);
	const filled = template.dataset && fillDataset(template.dataset, shape.slots);
	if (!filled) return cryptosuite.canonize(document, OPTIONS);
	const text = await rdfCanonize.canonize(filled, { algorithm: 'RDFC-1.0', format: 'application/n-quads' });
	if (template.used++ % CHECK_EVERY !== 0) return text;
	const checked = await cryptosuite.canonize(document, OPTIONS);
	if (checked !== text) template.dataset = null;
	return checked;
}

function findTemplate(shape: DocumentShape): Promise<Template> {
	const known = templates.get(shape.key);
	if (known) return known;
	const made = makeTemplate(shape);
	// The oldest goes; a batch has few shapes, and one that comes again is made again.
	if (templates.size >= MOST_SHAPES) templates.delete(templates.keys().next().value!);
	templates.set(shape.key, made);
	made.catch(() => templates.delete(shape.key));
	return made;
}

async function makeTemplate({ outline, slots }: DocumentShape): Promise<Template> {
	const options = { ...OPTIONS, rdfDirection: 'i18n-datatype', produceGeneralizedRdf: false };
	const dataset = await jsonld.toRDF(outline as object, options);
	const found = new Set(dataset.flatMap(({ subject, object }) => [subject.value, object.value]));
	return { dataset: [...slots.keys()].every((slot) => found.has(slot)) ? dataset : null, used: 0 };
}

function fillDataset(dataset: rdfCanonize.Quad[], slots: Map<string, string>): rdfCanonize.Quad[] {
	const fill = (term: rdfCanonize.Term) => {
		const text = slots.get(term.value);
		return text === undefined ? { ...term } : { ...term, value: text };
	};
	return dataset.map((quad) => ({ ...quad, subject: fill(quad.subject), object: fill(quad.object) }));
}
