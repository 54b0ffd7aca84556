import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText } from '../fixtures/any-text.ts';
import type { Definition } from '../definition/definition.ts';
import { DEMO_CATALOG } from '../fixtures/catalog.ts';
import { fromCatalog } from '../fixtures/from-catalog.ts';
import { likelyDefinitions, tellDefinition } from './likely-definitions.ts';
import { findHeader, matchColumns, matchHeader, matchTitle } from './match-columns.ts';

const meaningOf = (title: string) => matchColumns([title], DEMO_CATALOG)[0]!.meaning;
const meaningsOf = (...titles: string[]) =>
	matchColumns(titles, DEMO_CATALOG).map((column) => column.meaning);

describe('matchColumns', () => {
	it.each([
		'ID',
		'Credential',
		'Credential ID',
		'credential_id',
		'Justificatif',
		"ID de l'attestation",
		'Course'
	])('%s is the definition', (title) => expect(meaningOf(title)).toBe('definition'));
	it.each([
		'First Name',
		'first name ',
		'FIRST_NAME',
		'Given name',
		'Prénom',
		'PRENOM',
		'Frist Name',
		'Forename',
		'First Name *',
		'Learner First Name',
		"Prénom de l'apprenant",
		'First name(s)'
	])('%s is the first name', (title) => expect(meaningOf(title)).toBe('first-name'));
	it.each([
		'Last Name',
		'SURNAME',
		'Nom de famille',
		'Family name',
		'Lastname',
		'Last Nane',
		'Votre nom de famille'
	])('%s is the last name', (title) => expect(meaningOf(title)).toBe('last-name'));
	it.each([
		'Contact',
		'E-mail',
		'email',
		'E‑mail address',
		'Courriel',
		'Adresse courriel',
		'Adresse électronique',
		'Participant email (required)',
		'Emial',
		'Contact e-mail:',
		'Your email address',
		'Votre courriel',
		"Student's email",
		'What is your e-mail address?',
		'Indiquez votre adresse courriel'
	])('%s is the contact', (title) => expect(meaningOf(title)).toBe('contact'));
	it.each([
		'Expiration Date/Duration',
		'Expires',
		'Expiry',
		'Expiry Date',
		"Date d'expiration",
		'Date d’expiration',
		'Valid until',
		'Échéance',
		'Expiration date (YYYY-MM-DD)',
		'Experation Date',
		'Valide jusqu’au'
	])('%s is the expiration', (title) => expect(meaningOf(title)).toBe('expiration'));
	it.each([
		'Student ID',
		'Employee ID',
		'Notes',
		'Phone',
		'Company',
		'Date',
		'__proto__',
		'constructor',
		'',
		'—'
	])('%j is ignored', (title) => expect(meaningOf(title)).toBe('ignored'));

	it.each([
		['Certificate No.', 'Certificate Number'],
		['certificate_number', 'Certificate Number'],
		['Certificate #', 'Certificate Number'],
		['Scores', 'Score'],
		['Instuctor', 'Instructor'],
		['MEMBER SINCE', 'Member Since']
	])('%s is the variable %s', (title, own) => {
		expect(matchColumns([title], DEMO_CATALOG)).toEqual([{ meaning: 'variable', title: own }]);
	});

	it('gives a meaning to one column only, the surest', () => {
		expect(meaningsOf('E-mail', 'Contact')).toEqual(['ignored', 'contact']);
		expect(meaningsOf('E-mail', 'Courriel')).toEqual(['contact', 'ignored']);
		expect(meaningsOf('Credential', 'Credential ID', 'ID')).toEqual(['ignored', 'ignored', 'definition']);
		expect(meaningsOf('Score', 'score')).toEqual(['variable', 'ignored']);
	});

	it('takes "Name" for the last name beside a first name', () => {
		expect(meaningsOf('Name', 'First name')).toEqual(['last-name', 'first-name']);
		expect(meaningsOf('Nom', 'Prénom')).toEqual(['last-name', 'first-name']);
	});

	it.each([
		['Your name', 'full-name'],
		['Votre nom', 'full-name'],
		['Students name', 'full-name'],
		['Student', 'full-name'],
		['Nom du participant', 'full-name'],
		['Votre nom complet', 'full-name'],
		['What is your name?', 'full-name'],
		['Votre prénom et nom', 'full-name'],
		['Your last name, first name', 'reversed-name']
	])('takes %j for whole names where it stands alone', (title, meaning) => {
		expect(meaningsOf(title, 'E-mail')).toEqual([meaning, 'contact']);
	});

	it('takes them for the last name beside a first name', () => {
		expect(meaningsOf('Votre prénom', 'Votre nom')).toEqual(['first-name', 'last-name']);
		expect(meaningsOf('Prénom du participant', 'Nom du participant')).toEqual(['first-name', 'last-name']);
	});

	it.each(['Manager email', 'Email of manager', 'Courriel du parent', 'Emergency contact', 'Contact person'])(
		'does not take %j for the recipient’s contact',
		(title) => expect(meaningsOf('Name', title)).toEqual(['full-name', 'ignored'])
	);

	it('lets a variable’s own title win over a synonym, and the guide’s over both', () => {
		const variable = (title: string) => ({ title, kind: 'content', type: 'text', required: false }) as const;
		const definition: Definition = {
			...fromCatalog('First Aid'),
			variables: [variable('E-mail'), variable('Contact')]
		};
		expect(matchColumns(['E-mail'], [definition])).toEqual([{ meaning: 'variable', title: 'E-mail' }]);
		expect(matchColumns(['Contact', 'Contact'], [definition])).toEqual([
			{ meaning: 'contact', title: 'Contact' },
			{ meaning: 'variable', title: 'Contact' }
		]);
	});

	it('knows a variable with the scale of its mark and without, but no mark on another scale', () => {
		const holding = (title: string): Definition[] => {
			const [definition] = DEMO_CATALOG as [Definition];
			const [variable] = DEMO_CATALOG.flatMap(({ variables }) => variables) as [Definition['variables'][0]];
			return [{ ...definition, variables: [{ ...variable, title }] }];
		};
		const own = (title: string, variable: string) => matchTitle(title, holding(variable))[0]?.title;
		for (const title of ['Score /100', 'Score (/100)', 'Score [out of 20]', 'score sur 20']) {
			expect(own(title, 'Score')).toBe('Score');
			expect(own('Score', title)).toBe(title);
		}
		expect(own('Mark /20', 'Mark /100')).toBeUndefined();
	});

	it('tells how sure each meaning is', () => {
		expect(matchTitle('Contact', DEMO_CATALOG)[0]).toEqual({
			meaning: 'contact',
			title: 'Contact',
			sureness: 100
		});
		const [match] = matchTitle('Courriel', DEMO_CATALOG);
		expect(match!.sureness).toBeLessThan(100);
	});

	it('never throws, and keeps every column in its place', () => {
		const titles = fc.array(fc.oneof(anyText, fc.constantFrom('ID', 'Nom', '__proto__')));
		fc.assert(fc.property(titles, (some) => matchColumns(some, DEMO_CATALOG).length === some.length));
	});
});

describe('findHeader', () => {
	const header = ['Notes', 'Credential', 'First name ', 'SURNAME', 'E-mail'];

	it('finds the header below a title and blank rows', () => {
		const found = findHeader(
			[['Spring cohort 2026'], [], header, ['', 'FA2', 'A', 'B', 'a@b.ca']],
			DEMO_CATALOG
		);
		expect(found?.index).toBe(2);
		expect(found?.columns.map((column) => column.meaning)).toEqual([
			'ignored',
			'definition',
			'first-name',
			'last-name',
			'contact'
		]);
	});

	it('lets a title show what an address looks like', () => {
		expect(findHeader([['First Name', 'E-mail (name@school.ca)', 'Last Name']], DEMO_CATALOG)?.index).toBe(0);
	});

	it('knows a header by somebody else’s address too, which it takes for nothing', () => {
		const found = findHeader(
			[
				['Name', 'Manager email'],
				['Ana Reyes', 'boss@school.ca']
			],
			DEMO_CATALOG
		);
		expect(found?.index).toBe(0);
		expect(found?.columns.map(({ meaning }) => meaning)).toEqual(['full-name', 'ignored']);
		expect(findHeader([['Manager email', 'Notes']], DEMO_CATALOG)).toBeNull();
	});

	it('takes the first of two alike', () => {
		expect(findHeader([header, header], DEMO_CATALOG)?.index).toBe(0);
	});

	it('finds none where there is none', () => {
		expect(findHeader([], DEMO_CATALOG)).toBeNull();
		expect(findHeader([['Please fill in the second sheet.'], ['a@b.ca', 'Score']], DEMO_CATALOG)).toBeNull();
	});

	it('does not take titles that are no text for titles', () => {
		const line = [
			{ kind: 'number', value: 1, text: '1' },
			{ kind: 'date', date: '2028-01-01' }
		] as const;
		expect(findHeader([line], DEMO_CATALOG)).toBeNull();
	});
});

describe('likelyDefinitions', () => {
	const likely = (...titles: string[]) =>
		likelyDefinitions(matchColumns(titles, DEMO_CATALOG), DEMO_CATALOG).map(
			(definition) => definition.shortName
		);
	const told = (...titles: string[]) =>
		tellDefinition(matchColumns(titles, DEMO_CATALOG), DEMO_CATALOG)?.shortName;

	it('puts the definition whose variables are there first', () => {
		expect(likely('First Name', 'Certificate Number', 'Class')[0]).toBe('Forklift');
		expect(likely('First Name', 'Score').slice(0, 2)).toEqual(['First Aid', 'Food Safety']);
		expect(likely('Score', 'Language of Test')[0]).toBe('Food Safety');
		expect(likely('First Name')).toHaveLength(DEMO_CATALOG.length);
	});

	it('tells it only where nothing else is possible', () => {
		expect(told('First Name', 'Certificate Number', 'Class')).toBe('Forklift');
		expect(told('First Name', 'Score')).toBeUndefined();
		expect(told('First Name')).toBeUndefined();
		expect(told('Certificate Number', 'Class', 'Score')).toBeUndefined();
	});
});

describe('matchHeader', () => {
	const doubtful = (...titles: string[]) => matchHeader(titles, DEMO_CATALOG).doubtful;
	it('is sure of the guide’s titles, synonyms and the variables’ own', () => {
		expect(doubtful('ID', 'Prénom', 'Nom', 'E-mail', 'Expires', 'Score', 'Notes')).toEqual([]);
		expect(doubtful('First name', 'Name', 'Contact')).toEqual([]);
	});
	it('asks about what is mistyped, about weak words and about twins', () => {
		expect(doubtful('Frist Name', 'Last Name', 'Contact')).toEqual([0]);
		expect(doubtful('First Name', 'Last Name', 'Contact', 'Course')).toEqual([3]);
		expect(doubtful('First Name', 'Last Name', 'E-mail', 'Courriel')).toEqual([2]);
	});
});

it('two columns with the very same title are asked about, whatever it says', () => {
	const titles = ['ID', 'First Name', 'Contact', 'First Name', 'Contact'];
	const { columns, doubtful } = matchHeader(titles, DEMO_CATALOG);
	expect(columns.map(({ meaning }) => meaning)).toEqual([
		'definition',
		'first-name',
		'contact',
		'ignored',
		'ignored'
	]);
	expect(doubtful).toEqual([1, 2]);
});

it.each([
	'Certificate No.',
	'Certificate #',
	'Cert No',
	'Cert. #',
	'No. of certificate',
	'N° de certificat',
	'Numéro du certificat',
	'No certificat'
])('%s is the certificate number', (title) => {
	const { columns, doubtful } = matchHeader(['First Name', title], DEMO_CATALOG);
	expect(columns[1]).toEqual({ meaning: 'variable', title: 'Certificate Number' });
	expect(doubtful).toEqual([]);
});

it.each(['Number', 'No', 'Certificate date', 'Cert', 'Phone No'])(
	'%s is not the certificate number',
	(title) => {
		expect(matchColumns([title], DEMO_CATALOG)[0]!.title).not.toBe('Certificate Number');
	}
);

it('asks which of two columns holds the addresses, unless one is a variable', () => {
	const titles = ['ID', 'First Name', 'Email', 'Contact'];
	expect(matchHeader(titles, DEMO_CATALOG)).toMatchObject({ columns: [{}, {}, {}, { meaning: 'contact' }] });
	expect(matchHeader(titles, DEMO_CATALOG).doubtful).toEqual([3]);
	expect(matchHeader(['ID', 'First Name', 'Contact'], DEMO_CATALOG).doubtful).toEqual([]);
	const own = {
		...fromCatalog('First Aid'),
		variables: [{ ...fromCatalog('First Aid').variables[0]!, title: 'Email' }]
	};
	expect(matchHeader(titles, [own]).doubtful).toEqual([]);
});

describe('whole names', () => {
	it.each([
		['Full name', 'full-name', [0]],
		['Name', 'full-name', [0]],
		['Nom', 'full-name', [0]],
		['Prénom et nom', 'full-name', []],
		['Nom, prénom', 'reversed-name', []],
		['Last name, first name', 'reversed-name', []]
	])('%s', (title, meaning, doubtful) => {
		const matched = matchHeader([title, 'E-mail'], DEMO_CATALOG);
		expect(matched.columns[0]!.meaning).toBe(meaning);
		expect(matched.doubtful).toEqual(doubtful);
	});
	it('are not looked for beside names of their own', () => {
		expect(meaningsOf('Full name', 'First name', 'Last name')).toEqual([
			'ignored',
			'first-name',
			'last-name'
		]);
		expect(meaningsOf('Full name', 'Surname')).toEqual(['ignored', 'last-name']);
		expect(meaningsOf('Name', 'Surname')).toEqual(['first-name', 'last-name']);
	});
});
