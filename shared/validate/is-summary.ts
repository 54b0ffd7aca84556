import { type Cell, textOf } from '../row/cell.ts';
import { foldText } from '../row/fold-text.ts';
import type { Rules } from './compile-rules.ts';

const PEOPLE =
	`(?:rows?|lines?|people|persons?|students?|learners?|participants?|recipients?|candidates?|attendees?|names|lignes?|personnes?|
	eleves?|etudiants?|apprenants?|stagiaires?|destinataires?|candidats?|inscrits?|noms)`.replace(/\s/g, '');
/** "Total", "Grand total: 25", "Nombre d'élèves", "25 participants". */
const SUMMARY = new RegExp(
	`^(?:(?:(?:grand|sub|sous|overall|class)[ -]?)?(?:totals?|totaux|sum|somme|count|compte|average|avg|moyenne|effectif|number|nombre)` +
		`(?: general| generale| global)?(?: (?:of |des |de |d['’] ?)?${PEOPLE})?\\s*[:=]?\\s*[\\d\\s.,%()]*|\\d+ ${PEOPLE})$`
);
const FIGURES = /^[\d\s.,%]*$/;
/** No total takes longer to say. */
const LONGEST = 60;
const TOO_LONG = '?';

/**
 * Whether a row sums up the others instead of naming a recipient: it holds no address, its names are none, and a cell of it
 * says "Total" or the like.
 */
export function isSummary({ places }: Rules, cells: readonly Cell[]): boolean {
	const contact = cells[places.contact];
	// Nearly every row, and nothing has to be folded.
	if (typeof contact === 'string' && contact.includes('@')) return false;
	if (!FIGURES.test(textAt(contact))) return false;
	const first = textAt(cells[places['first-name']]);
	const last = textAt(cells[places['last-name']]);
	if (!FIGURES.test(first + last))
		return SUMMARY.test(`${first} ${last}`.trim()) || SUMMARY.test(`${last} ${first}`.trim());
	return cells.some((cell) => SUMMARY.test(textAt(cell)));
}

function textAt(cell: Cell | undefined): string {
	const text = textOf(cell);
	return text.length > LONGEST ? TOO_LONG : foldText(text);
}
