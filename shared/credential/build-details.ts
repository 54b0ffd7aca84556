import type { Variable } from '../definition/definition.ts';
import type { Evidence, Result, ResultDescription } from './credential.ts';

/** The canonical texts of a yes/no variable. */
export const YES_OR_NO = ['yes', 'no'];

/** What a Recipient's values become: content variables are results, section variables are evidence; blanks nothing. */
export interface Details {
	resultDescriptions: ResultDescription[];
	results: Result[];
	evidence: Evidence[];
}

/**
 * Divides `values` (canonical text, in the order of `variables`) into results and evidence. `achievementId` gives the
 * result descriptions their ids, which are the same for every credential of a definition version.
 */
export function buildDetails(achievementId: string, variables: Variable[], values: string[]): Details {
	const details: Details = { resultDescriptions: [], results: [], evidence: [] };
	for (const [at, variable] of variables.entries()) {
		const id = `${achievementId}#variable-${at + 1}`;
		if (variable.kind === 'content') details.resultDescriptions.push(describeResult(id, variable));
		const value = values[at] ?? '';
		if (value === '') continue;
		if (variable.kind === 'content') details.results.push({ type: ['Result'], resultDescription: id, value });
		else details.evidence.push(buildEvidence(variable, value));
	}
	return details;
}

function describeResult(id: string, variable: Variable): ResultDescription {
	const { title: name, type, min, max } = variable;
	const choices = type === 'yes-no' ? YES_OR_NO : type === 'choice' ? variable.choices : undefined;
	const bounded = type === 'number' && min !== undefined && max !== undefined;
	return {
		id,
		type: ['ResultDescription'],
		name,
		resultType: bounded ? 'RawScore' : 'Result',
		...(bounded ? { valueMin: String(min), valueMax: String(max) } : {}),
		...(choices ? { allowedValue: choices } : {})
	};
}

function buildEvidence({ title: name, type }: Variable, value: string): Evidence {
	const id = type === 'url' ? webAddress(value) : null;
	return id ? { id, type: ['Evidence'], name } : { type: ['Evidence'], name, narrative: value };
}

/** The address as an IRI that N-Quads can hold; null if it is not one of the web. */
function webAddress(value: string): string | null {
	if (!URL.canParse(value)) return null;
	const url = new URL(value);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	// Letters that a URL may keep but an IRI in N-Quads may not.
	return url.href.replace(/[{}|\\^`<>"\s]/g, (letter) => encodeURIComponent(letter));
}
