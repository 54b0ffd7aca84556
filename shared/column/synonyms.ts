import type { Meaning } from './column.ts';
import { titleKey, titleWords } from './title-key.ts';

export type GuideMeaning = Exclude<Meaning, 'variable' | 'ignored'>;

/** What people write instead of the guide's titles, in English and French. */
const STRONG: Record<GuideMeaning, string> = {
	definition: `credential id; credential; credential name; credential code; credential definition; definition; definition id;
		credential type; identifiant; identifiant du justificatif; justificatif; id du justificatif; id de l'attestation;
		attestation; titre de compétence; id du titre; type d'attestation; type de certificat`,
	'first-name': `first name; first names; firstname; first; fname; given name; given names; given; forename; forenames;
		christian name; prénom; prénoms; prénom usuel; prénom(s); name (first); first name(s)`,
	'last-name': `last name; last names; lastname; last; lname; surname; surnames; family name; family names; family;
		nom; noms; nom de famille; nom usuel; nom d'usage; patronyme; name (last); last name(s); second name`,
	contact: `contact; e-mail; e-mails; mail; email address; e-mail addresses; email id; mail id; contact email; email contact;
		contact address; contact info; contact information; contact details; send to; e-mail to; courriel; courriels;
		adresse courriel; adresse de courriel; adresse e-mail; adresse mail; adresse électronique; courrier électronique; mél;
		mel; coordonnées; contact mail; adresse de contact; adresse de messagerie; personal email; work email`,
	expiration: `expiration; expires; expire; expires on; expires at; expires in; expiry; expiry date; date of expiry;
		expiration date; date of expiration; expiration date or duration; expiration duration; exp date; exp; exp.;
		valid until; valid to; valid till; valid through; valid thru; valid for; validity; validity period; good until;
		date d'expiration; date expiration; date d'expiration/durée; date ou durée d'expiration; expire le; expiration le;
		échéance; date d'échéance; validité; durée de validité; période de validité; date de validité; fin de validité;
		date de fin de validité; valable jusqu'au; valide jusqu'au; valable jusqu'à; date de péremption`
};

/** What often means it, but also other things; taken only where nothing else in the header means it. */
const WEAK: Partial<Record<GuideMeaning, string>> = {
	definition: `course; course name; certificate; certification; badge; award; program; programme; qualification; code;
		cours; formation; certificat; badge id; certificate name; nom du cours; nom de la formation; programme`,
	'last-name': 'name',
	expiration: 'duration; durée; end date; date de fin'
};

/** Titles over whole names, and how these are written there; `null` where the title does not say so. */
const WHOLE_NAMES: [string, 'full-name' | 'reversed-name' | null][] = [
	[
		`first and last name; first name last name; first name & last name; first name and last name; given name and surname;
		prénom et nom; prénom nom; prénom & nom; prénom et nom de famille`,
		'full-name'
	],
	[
		`last name first name; last name, first name; last, first; name last first; surname, given name; surname and first name; last and first name;
		nom et prénom; nom prénom; nom, prénom; nom & prénom; nom et prénoms; noms et prénoms; nom de famille et prénom`,
		'reversed-name'
	],
	[
		`full name; name; names; fullname; complete name; whole name; participant; participants; participant name; attendee;
		attendee name; student; student name; learner; learner name; recipient; recipient name; candidate; candidate name;
		employee; employee name; person; nom; noms; nom complet; nom du participant; participante; apprenant; apprenante;
		nom de l'apprenant; stagiaire; nom du stagiaire; destinataire; nom du destinataire; élève; nom de l'élève`,
		null
	]
];

/** Words around a title that add nothing to it, so "Participant's e-mail (required) *" is an e-mail. */
export const NOISE = new Set(
	`student students learner learners participant participants recipient recipients candidate candidates attendee trainee
	employee s my your the of what is please enter de du des la le les l d mon votre quel quelle est entrez indiquez apprenant apprenante etudiant etudiante stagiaire eleve candidat
	candidate destinataire beneficiaire required obligatoire requis optional facultatif optionnel optionnelle facultative
	yyyy mm dd jj aaaa`.split(/\s+/)
);

/** The key of a title without the words that add nothing to it. */
export function coreKey(title: string): string {
	return titleWords(title)
		.filter((word) => !NOISE.has(word))
		.join('');
}

/** The order of the names that a title is for, by the title's key; null where it is not said. */
export const WHOLE_NAME_TITLES = new Map(
	WHOLE_NAMES.flatMap(([titles, order]) =>
		titles.split(';').map((title) => [titleKey(title), order] as const)
	)
);

function index(lists: Partial<Record<GuideMeaning, string>>): Map<string, GuideMeaning> {
	const meanings = new Map<string, GuideMeaning>();
	for (const [meaning, list] of Object.entries(lists) as [GuideMeaning, string][]) {
		for (const title of list.split(';')) meanings.set(titleKey(title), meaning);
	}
	return meanings;
}

export const STRONG_SYNONYMS = index(STRONG);
export const WEAK_SYNONYMS = index(WEAK);
