import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { BatchChanges } from '#shared/contract/batch.ts';
import { Catalog } from '#shared/contract/catalog.ts';
import { HistoryPage } from '#shared/contract/history.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { ask } from '../testing/ask.ts';
import { signIn } from '../testing/organisation.ts';

const AT = '2026-11-20T10:00:00.000Z';
const LATER = '2026-11-21T10:00:00.000Z';

/** Written by the first three migrations' schema: the builders of the other tests only know the newest one. */
async function writeOld(): Promise<void> {
	const run = (sql: string, ...values: unknown[]) =>
		env.DB.prepare(sql)
			.bind(...values)
			.run();
	const { id: definition, version: _, archived: __, ...content } = DEMO_CATALOG[0]!;
	for (const [name, seq] of [
		['harbour', 7],
		['school', 2],
		['empty', 0]
	] as const) {
		await run(
			"INSERT INTO organisation VALUES (?1, ?1, ?1, 'America/Toronto', 'en', 10, ?2, ?3)",
			name,
			AT,
			seq
		);
		await run('INSERT INTO "user" VALUES (?1, ?1, ?2, 1, NULL, ?3, ?3)', name, `issuer@${name}.example`, AT);
		await run("INSERT INTO member VALUES (?1, ?1, ?1, 'issuer', ?2)", name, AT);
		await run('INSERT INTO definition VALUES (?1, ?2, 1, 0, 0, ?3)', name, definition, AT);
		await run(
			'INSERT INTO definition_version VALUES (?1, ?2, 1, ?3, ?4)',
			name,
			definition,
			JSON.stringify(content),
			AT
		);
	}
	await writeBatch('harbour', 'second', LATER);
	await writeBatch('harbour', 'first', AT);
	await writeBatch('school', 'other', AT);
	await run("INSERT INTO chunk VALUES ('first', 0, 1, NULL, 'issued', ?1, ?1)", AT);
	await run("INSERT INTO chunk_change VALUES ('harbour', 7, 'first', 0)");
	await run(
		"INSERT INTO batch_row VALUES ('first', 0, 'row', 'credential', ?1, 1, 'Zoë', 'Wang', 'zoe@example.com', '')",
		definition
	);
	await run(
		`INSERT INTO credential (id, organisation_id, batch_id, position, definition_id, state, valid_from, status_list,
			status_index, document) VALUES ('credential', 'harbour', 'first', 0, ?1, 'issued', ?2, 1, 1, '{}')`,
		definition,
		AT
	);
	await run(
		`INSERT INTO delivery (id, organisation_id, batch_id, kind, chunk, credential_id, contact, state, code,
			created_at, updated_at)
		VALUES ('mail', 'harbour', 'first', 'credential', 0, 'credential', 'zoe@example.com', 'bounced', '5.1.1', ?1, ?2)`,
		AT,
		LATER
	);

	async function writeBatch(organisation: string, id: string, declaredAt: string): Promise<void> {
		await run(
			`INSERT INTO batch (id, organisation_id, label, label_folded, state, row_count, chunk_count, declaration,
				created_by, created_by_member, declared_at, issued_at)
			VALUES (?1, ?2, '', '', 'issued', 1, 1, '{}', 'x', 'x', ?3, ?3)`,
			id,
			organisation,
			declaredAt
		);
	}
}

test('what was there before there were deltas is told in them, and what comes later is behind it', async () => {
	await reset();
	const migrations = env.TEST_MIGRATIONS!;
	await applyD1Migrations(
		env.DB,
		migrations.filter(({ name }) => name < '0004')
	);
	await writeOld();
	await applyD1Migrations(env.DB, migrations);
	const as = await signIn('issuer@harbour.example');
	const read = async (path: string) => (await ask('GET', path, { as })).body as object;

	const page = (await read('/batches/changes')) as BatchChanges;
	expect(page.batches.map(({ id }) => id)).toEqual(['first', 'second']);
	// Behind all that the history has told.
	expect(page.cursor).toBe('9');
	expect((await read(`/batches/changes?cursor=${page.cursor}`)) as BatchChanges).toMatchObject({
		batches: []
	});

	const catalog = Catalog.parse(await read('/definitions'));
	expect([catalog.definitions.length, catalog.cursor]).toEqual([1, '9']);
	expect(Catalog.parse(await read(`/definitions?cursor=${catalog.cursor}`)).definitions).toEqual([]);

	const history = HistoryPage.parse(await read('/history'));
	expect(history.changes).toMatchObject([
		{ batchId: 'first', position: 0, delivery: { state: 'bounced', at: LATER, code: '5.1.1' } }
	]);
	expect(history.cursor).toBe('7.0');

	const archived = { archived: true };
	await ask('PUT', `/definitions/${DEMO_CATALOG[0]!.id}/archived`, { as, body: archived });
	const changed = Catalog.parse(await read(`/definitions?cursor=${catalog.cursor}`));
	expect([changed.definitions, changed.cursor]).toMatchObject([[archived], '10']);

	for (const [name, cursor] of [
		['school', '3'],
		['empty', '0']
	]) {
		const other = await signIn(`issuer@${name}.example`);
		const { body } = await ask('GET', '/definitions', { as: other });
		expect((body as Catalog).cursor).toBe(cursor);
		expect((body as Catalog).definitions).toHaveLength(1);
	}
});
