import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { DELIVERY_EVENT_KINDS } from '#shared/delivery/fold.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import { app } from '../app.ts';
import { recordEvents } from '../db/delivery.ts';
import { deliverChunk } from '../deliver.ts';
import { issueChunk } from '../issue.ts';
import type { Mailer, Outcome } from '../mail/mailer.ts';
import { sweepReports } from '../report.ts';
import { ask } from './ask.ts';
import { FIRST_AID, FORKLIFT, makeRow, prepareBatch, upload, type TestBatch } from './batch.ts';
import { Device } from './device.ts';
import { mailing } from './mailing.ts';
import type { TestOrganisation } from './organisation.ts';

export const STEPS = [
	'upload',
	'upload-again',
	'issue',
	'release',
	'store-chunk',
	'issue-whole',
	'deliver',
	'hear',
	'hear-of-several',
	'revoke',
	'take-back',
	'settle',
	'archive',
	'edit',
	'pull-history',
	'pull-batches',
	'pull-definitions'
] as const;
export type Step = { kind: (typeof STEPS)[number]; party: 0 | 1; pick: number };

const OUTCOMES: Outcome[] = [
	{ state: 'sent', providerMessageId: '' },
	{ state: 'refused', permanent: true, code: '5.1.1', detail: 'No such user' },
	{ state: 'refused', permanent: false, code: '4.2.2', detail: 'Full' },
	{ state: 'unknown' }
];

/** A definition that no batch here uses. */
const SPARE = DEMO_CATALOG.find(({ id }) => id !== FIRST_AID && id !== FORKLIFT)!.id;

/** An organisation, a device of it that pulls now and then, and what happens to its batches. */
export class Party {
	device: Device;
	batches: TestBatch[] = [];
	organisation: TestOrganisation;
	/** Each event is a moment after the one before. */
	clock = Date.now();

	constructor(organisation: TestOrganisation) {
		this.organisation = organisation;
		this.device = new Device(organisation.issuer, organisation.id);
	}

	async take({ kind, pick }: Step): Promise<void> {
		const as = this.organisation.issuer;
		this.clock += 1000;
		const batch = this.batches[pick % Math.max(1, this.batches.length)];
		if (kind === 'pull-history') await this.device.pullHistory(1 + (pick % 7));
		else if (kind === 'pull-batches') await this.device.pullBatches(1 + (pick % 3));
		else if (kind === 'pull-definitions') await this.device.pullDefinitions();
		else if (kind === 'archive') await this.archive(pick % 2 === 0);
		else if (kind === 'edit') await this.edit(pick % 3);
		else if (kind === 'upload') await this.upload(pick);
		else if (!batch) return;
		else if (kind === 'upload-again') await this.send(await prepareBatch(batch.rows));
		else if (kind === 'issue' || kind === 'release' || kind === 'take-back') await this.post(batch, kind);
		else if (kind === 'store-chunk') await issueChunk(mailing, batch.id, pick % batch.chunks.length);
		else if (kind === 'issue-whole') await this.issueWhole(batch);
		else if (kind === 'deliver') await this.deliver(batch, pick);
		else if (kind === 'hear') await hear(batch.rows.slice(0, 1 + (pick % 3)), pick, this.clock);
		else if (kind === 'hear-of-several') await hear(this.allRows(), pick, this.clock);
		else if (kind === 'revoke') {
			const credentialIds = pick % 3 ? [batch.rows[pick % batch.rows.length]!.credentialId] : undefined;
			await ask('POST', '/revocations', { as, body: { batchId: batch.id, reason: 'Wrong', credentialIds } });
		} else await sweepReports(mailing, new Date(this.clock + 3_600_000));
	}

	allRows() {
		return this.batches.flatMap(({ rows }) => rows);
	}

	async upload(pick: number): Promise<void> {
		const rows = Array.from({ length: 2 + (pick % 4) }, (_, number) =>
			makeRow(number, number % 2 ? {} : { definitionId: FORKLIFT, values: ['0012345', 'II'] })
		);
		await this.send(await prepareBatch(rows, [1, rows.length - 1]));
	}

	async send(batch: TestBatch): Promise<void> {
		await upload(batch, this.organisation.issuer);
		this.batches.push(batch);
	}

	post(batch: TestBatch, step: string) {
		const fetch = (request: Request) => app.fetch(request, mailing, createExecutionContext());
		return ask('POST', `/batches/${batch.id}/${step}`, { as: this.organisation.issuer, fetch });
	}

	async issueWhole(batch: TestBatch): Promise<void> {
		for (const step of ['issue', 'release']) await this.post(batch, step);
		for (const chunk of batch.chunks.keys()) await issueChunk(mailing, batch.id, chunk);
	}

	async deliver(batch: TestBatch, pick: number): Promise<void> {
		let at = pick;
		const mailer: Mailer = {
			async send(mails, follow) {
				for (const mail of mails) {
					if (!(await follow!.onHandingOver(mail))) continue;
					const outcome = OUTCOMES[at++ % OUTCOMES.length]!;
					follow!.onOutcome(
						mail,
						outcome.state === 'sent' ? { ...outcome, providerMessageId: mail.id } : outcome
					);
				}
				return [];
			}
		};
		const now = () => new Date(this.clock);
		for (const chunk of batch.chunks.keys()) {
			await deliverChunk(mailing, { batchId: batch.id, chunk }, { now, mailer });
		}
	}

	archive(archived: boolean) {
		return ask('PUT', `/definitions/${SPARE}/archived`, {
			as: this.organisation.issuer,
			body: { archived }
		});
	}

	async edit(basedOn: number): Promise<void> {
		const { id, version: _, archived: __, ...content } = DEMO_CATALOG.find(({ id }) => id === SPARE)!;
		await ask('PUT', `/definitions/${id}`, {
			as: this.organisation.issuer,
			body: { basedOn, content: { ...content, name: `Version ${basedOn + 1}` } }
		});
	}
}

/** What providers say, of mails of any batches, early, late and again. */
async function hear(rows: { credentialId: string }[], pick: number, clock: number): Promise<void> {
	const ids = JSON.stringify(rows.map(({ credentialId }) => credentialId));
	const { results } = await env.DB.prepare(
		`SELECT id, batch_id AS batchId FROM delivery WHERE credential_id IN (SELECT value FROM json_each(?))`
	)
		.bind(ids)
		.all<{ id: string; batchId: string }>();
	const events = results.map(({ id, batchId }, number) => ({
		key: `${id}/${(pick + number) % 5}`,
		deliveryId: id,
		batchId,
		kind: DELIVERY_EVENT_KINDS[(pick + number) % DELIVERY_EVENT_KINDS.length]!,
		permanent: pick % 2 === 0,
		at: new Date(clock - (pick % 100) * 60_000).toISOString(),
		code: pick % 3 ? `5.1.${pick % 3}` : null,
		detail: null
	}));
	await recordEvents(env.DB, events, new Date(clock).toISOString());
}
