import { expect, test } from 'vitest';
import fixture from '#shared/fixtures/catalog.json';
import { ACHIEVEMENT_TYPES, DefinitionContent } from '#shared/definition/definition.ts';
import { emptyForm, emptyVariable, formOf, type DefinitionForm, type VariableForm } from './form.ts';
import { faultsLeft, readForm } from './read-form.ts';

const filled: DefinitionForm = {
	...emptyForm(),
	name: 'First Aid',
	description: 'Helps until help arrives.',
	criteria: 'Passed.',
	defaultExpiration: '3 years'
};

function withVariable(change: Partial<VariableForm>): DefinitionForm {
	return { ...filled, variables: [{ ...emptyVariable('a'), title: 'Score', ...change }] };
}

/** The fixture is written as a person might hand it over; what is not on the closed list is an `ext:` type. */
function typeOf({ achievementType: type }: { achievementType: string }) {
	return (ACHIEVEMENT_TYPES as readonly string[]).includes(type) ? type : `ext:${type}`;
}

function faultsOf(form: DefinitionForm) {
	const read = readForm(form);
	return 'faults' in read ? read.faults : {};
}

test('every definition of the fixture survives the form unchanged', () => {
	let next = 0;
	for (const definition of fixture.definitions) {
		const content = DefinitionContent.parse({ ...definition, achievementType: typeOf(definition) });
		expect(readForm(formOf(content, () => String(next++)))).toEqual({ content });
	}
});

test('an empty form names every place that must not be blank', () => {
	expect(Object.keys(faultsOf(emptyForm())).sort()).toEqual(['criteria', 'description', 'name']);
});

test('aliases are parted by commas and never twice', () => {
	const read = readForm({ ...filled, aliases: 'FA2, First-Aid L2 ,, FA2' });
	expect('content' in read && read.content.aliases).toEqual(['FA2', 'First-Aid L2']);
});

test.for<[string, Partial<VariableForm>, string, string]>([
	['a title is blank', { title: ' ' }, 'a.title', 'missing'],
	['a title is the guide’s', { title: 'first name' }, 'a.title', 'title-reserved'],
	['a limit is no number', { type: 'number', max: 'ten' }, 'a.max', 'number'],
	['the limits are turned round', { type: 'number', min: '5', max: '2' }, 'a.max', 'bounds-crossed'],
	['a text is limited to half a character', { max: '1,5' }, 'a.max', 'number'],
	['a pattern does not compile', { pattern: '[0-9' }, 'a.pattern', 'pattern-invalid'],
	['a pattern could run for years', { pattern: '(a+)+' }, 'a.pattern', 'pattern-too-costly'],
	['a choice has no choices', { type: 'choice', choices: ' \n ' }, 'a.choices', 'choices-missing']
])('is refused where %s', ([, change, place, code]) => {
	expect(faultsOf(withVariable(change))[place]).toMatchObject({ code });
});

test('two variables cannot share a column', () => {
	const one = emptyVariable('a');
	const form = {
		...filled,
		variables: [
			{ ...one, title: 'Certificate No.' },
			{ ...one, key: 'b', title: 'certificate number' }
		]
	};
	expect(faultsOf(form)).toEqual({ 'b.title': { code: 'title-repeated' } });
});

test('limits that belong to another type are dropped', () => {
	const read = readForm(withVariable({ type: 'date', min: 'x', pattern: '[', choices: 'a' }));
	expect('content' in read && read.content.variables).toEqual([
		{ title: 'Score', kind: 'content', type: 'date', required: false }
	]);
});

test('an expiration that cannot be read is refused', () => {
	expect(faultsOf({ ...filled, defaultExpiration: 'soon' })).toEqual({
		defaultExpiration: { code: 'default-expiration-unreadable' }
	});
});

test('what was put right is no longer called wrong, and what is wrong since not before it is asked for', () => {
	const crossed = { type: 'number', min: '5', max: '2' } as const;
	const found = faultsOf({ ...withVariable(crossed), name: '' });
	expect(Object.keys(found).sort()).toEqual(['a.max', 'name']);
	const named = withVariable({ ...crossed, title: '' });
	expect(faultsLeft(found, named)).toEqual({ 'a.max': { code: 'bounds-crossed' } });
	expect(faultsLeft(found, withVariable({ ...crossed, min: '1' }))).toEqual({});
	expect(faultsLeft(found, { ...filled, name: 'x'.repeat(5000) })).toMatchObject({
		name: { code: 'too-long' }
	});
	expect(faultsLeft({}, emptyForm())).toEqual({});
});
