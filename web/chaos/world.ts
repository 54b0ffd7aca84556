import { createHash } from 'node:crypto';
import { encodeChunk } from '#shared/batch/digest.ts';
import type { WireRow } from '#shared/contract/batch.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import { DEMO_CATALOG } from '#shared/fixtures/catalog.ts';
import type { Break } from './broken.ts';
import { Cloud, type Answered, type Asked, type Ending, type Stopped, type StopPlan } from './cloud.ts';
import type { Command, Issuing } from './protocol.ts';
import type { Random } from './random.ts';
import type { HeldRequest } from './switchboard.ts';
import type { Tab, Tabs } from './tabs.ts';

/** When each run begins, by both clocks. */
export const BEGINNING = Date.parse('2026-11-23T12:00:00Z');
const VALUES: Record<string, string[]> = { 'D3V2-QMHQ': ['85', ''], 'MN29-GXDJ': ['0041237', 'II'] };
const DEFINITIONS = Object.keys(VALUES);

export interface WorldDraft {
	id: string;
	rows: WireRow[];
	/** What was issued of it, oldest first. */
	batches: string[];
	/** The tab that has it open for issuing, and how often that tab had issued before. */
	issuing: { tab: string; issues: number } | null;
}

export interface WorldBatch {
	id: string;
	draftId: string;
	/** The server was asked to take it back. */
	asked: boolean;
}

/** A request of a tab on its way. */
export interface Journey {
	request: HeldRequest;
	asked: Asked;
	stage: 'arrived' | 'in the worker' | 'answered';
	answer: Answered | null;
}

export interface StoppedJourney {
	stopped: Stopped;
	journey: Journey | null;
	message: number | null;
}

export interface Place {
	tabs: Tabs;
	cloud: Cloud;
	random: Random;
	origin: string;
	setupToken: string;
	/** Tells one organisation from another of the same harness. */
	name: string;
	number: number;
	broken: Break | null;
}

/** One run's organisation, its people, and what is on its way. */
export class World {
	trace: string[] = [];
	drafts: WorldDraft[] = [];
	batches = new Map<string, WorldBatch>();
	journeys = new Map<string, Journey>();
	stopped: StoppedJourney[] = [];
	/** Copies of requests that the network still has. */
	late: Asked[] = [];
	versions = new Map(DEFINITIONS.map((id) => [id, 1]));
	archived = new Set<string>();
	/** A definition was changed, archived or brought back in this run. */
	isCatalogChanged = false;
	isSignedIn = true;
	deviceNow = BEGINNING;
	organisationId = '';
	tabsOpened = 0;
	cookie = '';
	names = new Map<string, string>();
	place: Place;

	constructor(place: Place) {
		this.place = place;
	}

	get random(): Random {
		return this.place.random;
	}

	get cloud(): Cloud {
		return this.place.cloud;
	}

	get tabs(): Tabs {
		return this.place.tabs;
	}

	/** Of this run alone, also where its seed was run before in the same database. */
	uuid(): string {
		return this.random.uuid(this.place.number);
	}

	note(line: string): void {
		let named = line;
		for (const [id, name] of this.names) named = named.replaceAll(id, name);
		this.trace.push(named);
	}

	hash(): string {
		return createHash('sha256').update(this.trace.join('\n')).digest('hex').slice(0, 16);
	}

	async begin(): Promise<void> {
		const { name, setupToken } = this.place;
		await this.must({ method: 'POST', path: '/chaos/empty', headers: {}, body: null });
		const holdMinutes = this.random.pick([0, 10, 10]);
		const admin = { name: 'Ada Admin', email: `admin@${name}.example` };
		const definitions = DEMO_CATALOG.filter(({ id }) => DEFINITIONS.includes(id)).map(
			({ version: _, archived: __, ...content }) => content
		);
		const made = await this.must({
			method: 'POST',
			path: '/api/v1/organisations',
			headers: { authorization: `Bearer ${setupToken}`, 'content-type': 'application/json' },
			body: JSON.stringify({
				organisation: { name, slug: name, timeZone: 'America/Toronto', language: 'en', holdMinutes },
				admin,
				definitions
			})
		});
		this.organisationId = (JSON.parse(decode(made)) as { organisation: { id: string } }).organisation.id;
		const session = { method: 'POST', path: '/chaos/session', headers: {}, body: admin.email };
		this.cookie = decode(await this.must(session));
		this.note(`hold ${holdMinutes} minutes`);
		await this.openTab();
		for (let count = this.random.between(1, 2); count > 0; count -= 1) await this.makeDraft();
	}

	async openTab(): Promise<Tab> {
		this.tabsOpened += 1;
		const tab = `tab${this.tabsOpened}`;
		const seed = this.random.between(1, 1_000_000);
		const { broken } = this.place;
		await this.tabs.openTab({ tab, organisationId: this.organisationId, now: this.deviceNow, seed, broken });
		return this.tabs.open.get(tab)!;
	}

	tell(tab: Tab, command: Command): Promise<void> {
		return this.tabs.tell(tab.name, command);
	}

	/** What the device said to those who wanted a batch back. */
	wishes(): { batchId: string; outcome: string }[] {
		const ended = this.tabs.all.flatMap((tab) => tab.ended);
		return ended.flatMap(({ command, result, fault }) =>
			command === 'take-back' && !fault ? [result as { batchId: string; outcome: string }] : []
		);
	}

	async makeDraft(): Promise<void> {
		const number = this.drafts.length + 1;
		const count = this.random.between(1, 6);
		const rows = Array.from({ length: count }, (_, index): WireRow => {
			const definitionId = this.random.pick(DEFINITIONS);
			return {
				key: `d${number}-${index}`,
				credentialId: this.uuid(),
				definitionId,
				firstName: 'Zoë',
				lastName: `Ångström ${index}`,
				contact: `d${number}-${index}@${this.place.name}.example`,
				expiration: this.random.pick(['P3Y', 'P1Y', '2031-06-30']),
				values: VALUES[definitionId]!
			};
		});
		const draft: WorldDraft = { id: this.uuid(), rows, batches: [], issuing: null };
		this.names.set(draft.id, `draft${number}`);
		this.drafts.push(draft);
		const tab = [...this.tabs.open.values()][0]!;
		const { organisationId } = this;
		await this.tell(tab, { kind: 'draft', draftId: draft.id, organisationId, rows });
		while (tab.goOn) await this.tabs.goOn(tab.name);
		this.note(`${count} rows in draft${number}`);
	}

	/** A draft has one writer: while one tab issues it, no other does. */
	isIssuing({ issuing }: WorldDraft): boolean {
		const tab = issuing && this.tabs.open.get(issuing.tab);
		return !!tab && countIssues(tab) === issuing.issues;
	}

	/** What the device would put into its outbox for the draft now. */
	prepare(draft: WorldDraft, tab: Tab): Issuing {
		const batchId = this.uuid();
		draft.issuing = { tab: tab.name, issues: countIssues(tab) };
		this.names.set(batchId, `batch${this.batches.size + 1}`);
		draft.batches.push(batchId);
		this.batches.set(batchId, { id: batchId, draftId: draft.id, asked: false });
		const chunks: WireRow[][] = [];
		for (let at = 0; at < draft.rows.length;) {
			const size = this.random.between(1, 3);
			chunks.push(draft.rows.slice(at, at + size));
			at += size;
		}
		const used = [...new Set(draft.rows.map(({ definitionId }) => definitionId))];
		return {
			draftId: draft.id,
			batchId,
			organisationId: this.organisationId,
			label: 'Spring course',
			digests: chunks.map((rows) => createHash('sha256').update(encodeChunk(rows)).digest('hex')),
			chunks,
			definitions: used.map((id) => ({ id, version: this.versions.get(id)! }))
		};
	}

	/** The worker hears a request of this organisation. */
	async hear(asked: Asked, stop: StopPlan | null): Promise<Ending> {
		const batch = [...this.batches.values()].find(({ id }) => asked.path.includes(id));
		if (batch && asked.path.endsWith('/take-back')) batch.asked = true;
		const headers = this.isSignedIn ? { ...asked.headers, cookie: this.cookie } : asked.headers;
		return this.cloud.ask({ ...asked, headers }, stop);
	}

	/** A request from another device of the organisation, or of its admin. */
	request(method: string, path: string, body: unknown = null): Asked {
		return {
			method,
			path: `/api/v1${path}`,
			headers: {
				[PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
				'content-type': 'application/json',
				origin: this.place.origin,
				cookie: this.cookie
			},
			body: body === null ? null : JSON.stringify(body)
		};
	}

	async must(asked: Asked): Promise<Answered> {
		const ending = await this.cloud.ask(asked);
		if (ending.kind !== 'answered') throw new Error('Nothing was to stop it');
		const { answer } = ending;
		if (answer.status >= 300) throw new Error(`${asked.path}: ${answer.status} ${decode(answer)}`);
		return answer;
	}

	/** Notes the requests of the tabs that have arrived and are new. */
	gather(): void {
		for (const tab of this.tabs.open.values()) {
			for (const request of tab.requests.values()) {
				if (this.journeys.has(request.id)) continue;
				const { method, path, headers, body } = request;
				const asked = { method, path, headers, body: body.length ? body : null };
				this.journeys.set(request.id, { request, asked, stage: 'arrived', answer: null });
			}
		}
	}
}

export function decode({ body }: Answered): string {
	return new TextDecoder().decode(body);
}

function countIssues(tab: Tab): number {
	return tab.ended.filter(({ command }) => command === 'issue').length;
}
