import { afterEach, expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { emptyForm, emptyVariable } from './form.ts';
import { dropForm, keepForm, NEW, readLeftForm } from './written-definition.ts';

const place = { organisationId: 'org', place: NEW, definitionId: 'D3V2-QMHQ', basedOn: 0 };
const form = { ...emptyForm(), name: 'Ladders', variables: [{ ...emptyVariable('a'), title: 'Height' }] };
const image = { png: new Uint8Array([137, 80]), hash: 'a'.repeat(64) };

afterEach(() => db.writtenDefinitions.clear());

test('what was written is left to the next page, with its ID and image, until it is dropped', async () => {
	await keepForm(place, JSON.stringify(emptyForm()), null);
	await keepForm(place, JSON.stringify(form), image);
	expect(await readLeftForm('org', NEW, 0)).toEqual({ definitionId: 'D3V2-QMHQ', form, image });
	expect(await readLeftForm('other', NEW, 0)).toBeNull();
	await dropForm(place);
	expect(await readLeftForm('org', NEW, 0)).toBeNull();
});

test('what was based on another version is not put over it', async () => {
	await keepForm({ ...place, place: 'D3V2-QMHQ', basedOn: 1 }, JSON.stringify(form), null);
	expect(await readLeftForm('org', 'D3V2-QMHQ', 2)).toBeNull();
	expect((await readLeftForm('org', 'D3V2-QMHQ', 1))?.form.name).toBe('Ladders');
});

test('what another version of the app wrote lacks nothing, and what is no form is none', async () => {
	await keepForm(place, '{"name":"Old","variables":[{"key":"a","title":"Depth"}]}', null);
	const left = await readLeftForm('org', NEW, 0);
	expect(left?.form).toEqual({
		...emptyForm(),
		name: 'Old',
		variables: [{ ...emptyVariable('a'), title: 'Depth' }]
	});
	for (const broken of ['', '{"variables":5}', 'null{']) {
		await keepForm(place, broken, null);
		expect(await readLeftForm('org', NEW, 0)).toBeNull();
	}
});
