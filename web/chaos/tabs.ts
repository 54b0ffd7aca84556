import type { Page } from '@playwright/test';
import type { Command, Report, TabStart, Verdict } from './protocol.ts';
import type { HeldRequest } from './switchboard.ts';

const REST_LIMIT_MS = 20_000;
const GO_ON: Verdict = { closed: null, writes: 0 };

/** A tab as the harness knows it. */
export interface Tab {
	name: string;
	/** Impulses that were given to it: commands, and answers of any kind. */
	given: number;
	/** Lock requests that Chromium must have granted to it by now. */
	granted: number;
	report: Report | null;
	/** Set while it stands before a write, or at the point where it is to be closed. */
	goOn: ((verdict: string) => void) | null;
	requests: Map<string, HeldRequest>;
	asked: number;
	ended: Report['ended'];
}

/**
 * The tabs of the device. After each impulse the harness waits until all of them are at rest: before a write, waiting for an
 * answer or for the lock, or with nothing to do. So one thing happens at a time, and the same choices give the same order.
 */
export class Tabs {
	open = new Map<string, Tab>();
	/** Those that were closed too. */
	all: Tab[] = [];
	#page: Page;
	/** Who waits for the outbox's lock, in the order of asking; Chromium grants it in that order. */
	#waiting: string[] = [];
	#holder: string | null = null;
	#wake = () => {};

	constructor(page: Page) {
		this.#page = page;
	}

	async openTab(start: TabStart): Promise<void> {
		const tab: Tab = {
			name: start.tab,
			given: 0,
			granted: 0,
			report: null,
			goOn: null,
			requests: new Map(),
			asked: 0,
			ended: []
		};
		this.all.push(tab);
		this.open.set(tab.name, tab);
		await this.#page.evaluate(`openTab(${JSON.stringify(start)})`);
		await this.rest();
	}

	async tell(name: string, command: Command): Promise<void> {
		const tab = this.open.get(name)!;
		tab.given += 1;
		await this.#page.evaluate(`tellTab(${JSON.stringify(name)}, ${JSON.stringify(command)})`);
		await this.rest();
	}

	/** As when a tab dies: its locks go, what it had not committed is undone. Answers the requests that it leaves behind. */
	async close(name: string): Promise<HeldRequest[]> {
		const tab = this.open.get(name)!;
		this.open.delete(name);
		await this.#page.evaluate(`closeTab(${JSON.stringify(name)})`);
		this.#waiting = this.#waiting.filter((waiting) => waiting !== name);
		if (this.#holder === name) this.#holder = null;
		await this.rest();
		return [...tab.requests.values()];
	}

	/** Lets a write go on; answers whether the tab has come to the point where it is to be closed. */
	async goOn(name: string, verdict: Verdict = GO_ON): Promise<boolean> {
		const tab = this.open.get(name)!;
		const { goOn } = tab;
		tab.goOn = null;
		tab.report = null;
		goOn?.(JSON.stringify(verdict));
		await this.rest();
		return this.open.get(name)?.report?.kind === 'dying';
	}

	/** Ends a request's wait with `end`. */
	async answer(request: HeldRequest, end: (request: HeldRequest) => void): Promise<void> {
		for (const tab of this.open.values()) if (tab.requests.delete(request.id)) tab.given += 1;
		end(request);
		await this.rest();
	}

	hear(request: HeldRequest): void {
		const tab = this.open.get(request.id.split('.')[0]!);
		if (!tab) return request.cut();
		tab.requests.set(request.id, request);
		this.#wake();
	}

	listen(body: string): Promise<string> {
		const report = JSON.parse(body) as Report;
		const tab = this.open.get(report.tab);
		// Closed meanwhile.
		if (!tab) return new Promise(() => {});
		tab.report = report;
		tab.ended.push(...report.ended);
		for (; tab.asked < report.locks.asked; tab.asked += 1) this.#waiting.push(tab.name);
		const { promise, resolve } = Promise.withResolvers<string>();
		if (report.kind === 'write' && report.transactions > 0) {
			// Standing still it would hold up the other tabs' transactions behind the one that it has begun.
			tab.report = null;
			return Promise.resolve(JSON.stringify(GO_ON));
		}
		if (report.kind === 'quiet') resolve(JSON.stringify(GO_ON));
		else tab.goOn = resolve;
		this.#wake();
		return promise;
	}

	/** Resolves once nothing moves in any tab. */
	async rest(): Promise<void> {
		const deadline = Date.now() + REST_LIMIT_MS;
		for (;;) {
			const woken = Promise.withResolvers<void>();
			this.#wake = woken.resolve;
			if (this.#grant() && [...this.open.values()].every(isAtRest)) return;
			const timer = setTimeout(woken.resolve, Math.max(0, deadline - Date.now()));
			await woken.promise;
			clearTimeout(timer);
			if (Date.now() > deadline) throw new Error(`The tabs did not come to rest: ${this.describe()}`);
		}
	}

	describe(): string {
		const tabs = [...this.open.values()].map(({ name, given, granted, report, requests }) => ({
			name,
			given,
			granted,
			report,
			requests: [...requests.keys()]
		}));
		return JSON.stringify({ tabs, holder: this.#holder, waiting: this.#waiting });
	}

	/** Follows the lock from tab to tab; false while its next holder has not been heard of. */
	#grant(): boolean {
		if (this.#holder) {
			const holder = this.open.get(this.#holder)!;
			if ((holder.report?.locks.released ?? 0) < holder.granted) return true;
			this.#holder = null;
		}
		const next = this.#waiting.shift();
		if (next === undefined) return true;
		this.#holder = next;
		this.open.get(next)!.granted += 1;
		return true;
	}
}

function isAtRest({ report, given, granted, requests }: Tab): boolean {
	if (!report) return false;
	// Stands still as a whole, whatever else has reached it.
	if (report.kind !== 'quiet') return true;
	if (report.seen < given || report.locks.granted < granted) return false;
	return report.fetches.every((id) => requests.has(id));
}
