import { applyD1Migrations, reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { HistoryPage } from '#shared/contract/history.ts';
import { ask } from '../testing/ask.ts';
import { signIn } from '../testing/organisation.ts';

const AT = '2026-11-20T10:00:00.000Z';
const CHUNKS = 2;

/** Written by the first two migrations' schema: the builders of the other tests only know the newest one. */
async function writeOld(): Promise<void> {
	const run = (sql: string, ...values: unknown[]) =>
		env.DB.prepare(sql)
			.bind(...values)
			.run();
	for (const name of ['harbour', 'school']) {
		const email = `issuer@${name}.example`;
		await run("INSERT INTO organisation VALUES (?1, ?1, ?1, 'America/Toronto', 'en', 10, ?2)", name, AT);
		await run('INSERT INTO "user" VALUES (?1, ?1, ?2, 1, NULL, ?3, ?3)', name, email, AT);
		await run("INSERT INTO member VALUES (?1, ?1, ?1, 'issuer', ?2)", name, AT);
	}
	await writeBatch('harbour', 'later', { state: 'issued', issuedAt: '2026-11-22T10:00:00.000Z' });
	await writeBatch('harbour', 'first', { state: 'issued', issuedAt: '2026-11-21T10:00:00.000Z' });
	await writeBatch('harbour', 'open', { state: 'receiving', issuedAt: null });
	await writeBatch('harbour', 'back', { state: 'taken-back', issuedAt: AT });
	await writeBatch('harbour', 'now', { state: 'held', issuedAt: '2026-11-23T10:00:00.000Z' });
	await writeBatch('school', 'other', { state: 'issued', issuedAt: AT });

	async function writeBatch(
		organisation: string,
		id: string,
		{ state, issuedAt }: { state: string; issuedAt: string | null }
	): Promise<void> {
		await run(
			`INSERT INTO batch (id, organisation_id, label, label_folded, state, row_count, chunk_count, declaration,
				created_by, created_by_member, declared_at, issued_at, held_until)
			VALUES (?1, ?2, '', '', ?3, 2, ?4, '{}', 'x', 'x', ?5, ?6, ?6)`,
			id,
			organisation,
			state,
			CHUNKS,
			AT,
			issuedAt
		);
		for (const chunk of Array(CHUNKS).keys()) {
			const credentialId = `${id}-${chunk}`;
			const body = state === 'held' ? '[{"recipient":{"expiration":{"kind":"never"}}}]' : null;
			await run(
				"INSERT INTO chunk VALUES (?1, ?2, 1, ?3, iif(?4 = 'issued', 'issued', 'received'), ?5, ?5)",
				id,
				chunk,
				body,
				state,
				AT
			);
			await run(
				"INSERT INTO batch_row VALUES (?1, ?2, ?3, ?3, 'D3V2-QMHQ', 1, 'Zoë', 'Wang', 'zoe@example.com', '')",
				id,
				chunk * 250,
				credentialId
			);
			if (state !== 'issued') continue;
			await run(
				`INSERT INTO credential (id, organisation_id, batch_id, position, definition_id, state, valid_from,
					status_list, status_index, document)
				VALUES (?1, ?2, ?3, ?4, 'D3V2-QMHQ', iif(?1 = 'first-1', 'revoked', 'issued'), ?5, 1, abs(random()), '{}')`,
				credentialId,
				organisation,
				id,
				chunk * 250,
				issuedAt
			);
		}
	}
}

test('what was issued before there was a history is in it, batch by batch, and what comes later is behind it', async () => {
	await reset();
	const migrations = env.TEST_MIGRATIONS!;
	await applyD1Migrations(
		env.DB,
		migrations.filter(({ name }) => name < '0003')
	);
	await writeOld();
	await applyD1Migrations(env.DB, migrations);
	const as = await signIn('issuer@harbour.example');
	const read = async (cursor?: string): Promise<HistoryPage> => {
		const search = cursor === undefined ? '' : `&cursor=${cursor}`;
		return HistoryPage.parse((await ask('GET', `/history?limit=3${search}`, { as })).body);
	};
	const first = await read();
	const second = await read(first.cursor);
	const told = [...first.changes, ...second.changes].map(
		({ credentialId, state }) => `${credentialId} ${state}`
	);
	expect(told).toEqual([
		'first-0 issued',
		'first-1 revoked',
		'later-0 issued',
		'later-1 issued',
		'now-0 held',
		'now-1 held'
	]);
	expect([first.more, second.more]).toEqual([true, false]);

	await ask('POST', '/batches/now/take-back', { as });
	const third = await read(second.cursor);
	expect(third.changes.map(({ credentialId, state }) => `${credentialId} ${state}`)).toEqual([
		'now-0 gone',
		'now-1 gone'
	]);
});
