import type { Batch, BatchRow, WireRow } from '#shared/contract/batch.ts';
import { BatchRowList } from '#shared/contract/batch.ts';
import type { Kept } from './protocol.ts';
import { listBatches, read } from './settle.ts';
import { decode, type World, type WorldDraft } from './world.ts';

const ISSUED = ['issued', 'revoked', 'superseded'];
/** Of a mail that the provider is known to have taken. */
const TAKEN = ['sent', 'delivered', 'complained'];

/** What is wrong once everything has come to its end; nothing, if all is as it must be. */
export async function check(world: World): Promise<string[]> {
	const [tab] = world.tabs.open.values();
	const kept = await read(world, tab!);
	const wrong: string[] = [...checkDevice(kept)];
	const onServer = new Map<string, { batch: Batch; rows: BatchRow[] }>();
	for (const [id, batch] of await listBatches(world)) {
		onServer.set(id, { batch, rows: await listRows(world, id) });
	}
	for (const { batch, rows } of onServer.values()) wrong.push(...checkSums(batch, rows));
	for (const draft of world.drafts) {
		const bound = kept.drafts.find(({ id }) => id === draft.id)?.batchId;
		wrong.push(...checkDraft(world, draft, { bound, onServer }));
		for (const row of draft.rows) {
			const found = [...onServer.values()].flatMap(({ rows }) =>
				rows.filter(({ credentialId }) => credentialId === row.credentialId)
			);
			wrong.push(...checkRow(world, row, found));
		}
	}
	return wrong;
}

function checkDevice({ outbox, chunks, drafts }: Kept): string[] {
	const wrong = outbox.flatMap(({ batchId, state, attention, takingBack }) =>
		state === 'held' && attention === null && !takingBack
			? []
			: [`${batchId} is stuck in the outbox: ${state}, ${JSON.stringify(attention)}, ${takingBack}`]
	);
	if (chunks > 0) wrong.push(`${chunks} chunks are left on the device`);
	if (new Set(drafts.map(({ id }) => id)).size !== drafts.length) wrong.push('A draft is there twice');
	return wrong;
}

async function listRows(world: World, id: string): Promise<BatchRow[]> {
	const ending = await world.cloud.ask(world.request('POST', `/batches/${id}/rows/search`, {}));
	if (ending.kind !== 'answered') throw new Error('Nothing was to stop it');
	return BatchRowList.parse(JSON.parse(decode(ending.answer))).rows;
}

/** The numbers add up, and are those of the rows. */
function checkSums(batch: Batch, rows: BatchRow[]): string[] {
	const wrong: string[] = [];
	const sum = (numbers: Record<string, number>) => Object.values(numbers).reduce((a, b) => a + b, 0);
	const issued = batch.rows.issued + batch.rows.revoked + batch.rows.superseded;
	if (sum(batch.rows) !== batch.rowCount)
		wrong.push(`${batch.id}: ${JSON.stringify(batch.rows)} of ${batch.rowCount}`);
	if (sum(batch.deliveries) !== issued)
		wrong.push(`${batch.id}: ${JSON.stringify(batch.deliveries)} of ${issued}`);
	if (['receiving', 'taken-back'].includes(batch.state)) return wrong;
	if (rows.length !== batch.rowCount)
		wrong.push(`${batch.id}: ${rows.length} rows listed of ${batch.rowCount}`);
	for (const [state, count] of Object.entries(batch.rows)) {
		const listed = rows.filter((row) => row.state === state).length;
		if (listed !== count) wrong.push(`${batch.id}: ${listed} rows ${state} listed, ${count} counted`);
	}
	for (const [state, count] of Object.entries(batch.deliveries)) {
		const listed = rows.filter(({ delivery }) => delivery?.state === state).length;
		if (listed !== count) wrong.push(`${batch.id}: ${listed} mails ${state} listed, ${count} counted`);
	}
	return wrong;
}

interface Places {
	bound: string | null | undefined;
	onServer: Map<string, { batch: Batch }>;
}

/** The draft belongs to a batch exactly when the server has that batch; and it came back only for a reason. */
function checkDraft(world: World, draft: WorldDraft, { bound, onServer }: Places): string[] {
	if (bound === undefined) return [`${draft.id} is gone from the device`];
	const taken = draft.batches.filter((id) => {
		const state = onServer.get(id)?.batch.state;
		return state === 'held' || state === 'issuing' || state === 'issued';
	});
	if (taken.length > 1) return [`${draft.id} was issued twice: ${taken.join(' ')}`];
	if (bound === null && taken.length > 0)
		return [`${draft.id} is free, and was issued as ${taken.join(' ')}`];
	if (bound !== null && !taken.includes(bound))
		return [`${draft.id} belongs to ${bound}, which is not issued`];
	const [issued] = taken;
	const told = world.wishes().filter(({ batchId }) => batchId === issued);
	if (told.some(({ outcome }) => outcome === 'taken-back'))
		return [`${issued} was told as taken back, and is issued`];
	if (told.some(({ outcome }) => outcome === 'asked') && !world.batches.get(issued!)?.asked)
		return [`${issued} was wanted back, and nobody asked the server`];
	return [];
}

/** One state a row, one credential, at most one mail. */
function checkRow(world: World, row: WireRow, found: BatchRow[]): string[] {
	const wrong: string[] = [];
	const mails = world.cloud.taken.filter(({ to }) => to === row.contact).length;
	const issued = found.filter(({ state }) => ISSUED.includes(state));
	if (issued.length > 1) wrong.push(`${row.key} became ${issued.length} credentials`);
	if (mails > 1) wrong.push(`${row.key} was mailed ${mails} times`);
	if (issued.length === 0 && mails > 0) wrong.push(`${row.key} was mailed and is not issued`);
	const delivery = issued[0]?.delivery;
	if (!delivery) return wrong;
	if (delivery.state === 'pending' || delivery.state === 'delayed')
		wrong.push(`${row.key} waits: ${delivery.state}`);
	if (TAKEN.includes(delivery.state) && mails !== 1)
		wrong.push(`${row.key} is told as ${delivery.state}, and was mailed ${mails} times`);
	const isUnknown = delivery.state === 'failed' && delivery.code === 'outcome-unknown';
	if (delivery.state === 'failed' && mails > 0 && !isUnknown)
		wrong.push(`${row.key} is told as failed (${delivery.code}), and was mailed`);
	return wrong;
}
