import type { Command, Report, TabStart, Verdict } from './protocol.ts';

// The browser around the outbox in one tab, told apart from the browser itself: what time it is, when a timer fires, when a
// write goes on. Everything else (IndexedDB, locks, fetch) is Chromium's own; here it is only watched, so that the harness
// knows when the tab has come to rest.

export const start = JSON.parse(self.name) as TabStart;

let now = start.now;
let seen = 0;
let active = 0;
let transactions = 0;
let changes = 0;
let isWatching = false;
const fetches = new Set<string>();
const locks = { asked: 0, granted: 0, released: 0 };
const timers = new Map<number, { dueAt: number; run: () => void }>();
const ended: Report['ended'] = [];

const real = {
	setTimeout: self.setTimeout.bind(self),
	clearTimeout: self.clearTimeout.bind(self),
	fetch: self.fetch.bind(self)
};

function say(kind: Report['kind'], tables: string[] = []): Verdict {
	const report: Report = {
		tab: start.tab,
		kind,
		tables,
		transactions,
		seen,
		fetches: [...fetches],
		locks,
		timers: [...timers].map(([id, { dueAt }]) => ({ id, dueAt })),
		ended: ended.splice(0)
	};
	// Synchronous, so that the whole tab stands still until the harness lets it go on.
	const request = new XMLHttpRequest();
	request.open('POST', '/chaos/report', false);
	request.send(JSON.stringify(report));
	return JSON.parse(request.responseText) as Verdict;
}

function enter(): void {
	active += 1;
	changes += 1;
}

function leave(): void {
	active -= 1;
	if (active === 0) void watch();
}

/** Something began that will show by itself whether it goes on. */
function touch(): void {
	enter();
	leave();
}

/** Tells that nothing goes on any more, once nothing has begun for two turns of the event loop. */
async function watch(): Promise<void> {
	if (isWatching) return;
	isWatching = true;
	for (let before = -1; before !== changes && active === 0;) {
		before = changes;
		await turn();
		await turn();
	}
	isWatching = false;
	if (active === 0) say('quiet');
}

function turn(): Promise<void> {
	return new Promise((resolve) => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => {
			port1.close();
			resolve();
		};
		port2.postMessage(null);
	});
}

// Time.

const RealDate = Date;
self.Date = new Proxy(RealDate, {
	construct: (date, given: []) => (given.length === 0 ? new date(now) : new date(...given)),
	get: (date, name) => (name === 'now' ? () => now : (Reflect.get(date, name) as unknown))
});
performance.now = () => now;

const FIRST_TIMER = 1_000_000;
let timersMade = 0;
self.setTimeout = ((run: () => void, ms = 0) => {
	if (ms <= 0) {
		enter();
		return real.setTimeout(() => {
			try {
				run();
			} finally {
				leave();
			}
		}, 0);
	}
	timersMade += 1;
	timers.set(FIRST_TIMER + timersMade, { dueAt: now + ms, run });
	return FIRST_TIMER + timersMade;
}) as typeof setTimeout;
self.clearTimeout = (id) => {
	if (typeof id === 'number' && timers.delete(id)) return;
	real.clearTimeout(id);
};

let state = start.seed >>> 0;
Math.random = () => {
	state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
	return state / 2 ** 32;
};

// The outbox looks whether the page is seen; a worker has no document.
Object.assign(self, {
	document: { visibilityState: 'hidden', addEventListener() {}, removeEventListener() {} }
});

// IndexedDB.

const closings = new WeakMap<IDBTransaction, number>();
const beginTransaction = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
	const isWrite = mode === 'readwrite';
	const verdict = isWrite ? say('write', typeof stores === 'string' ? [stores] : [...stores]) : null;
	enter();
	transactions += 1;
	const transaction = beginTransaction.call(this, stores, mode, options);
	if (verdict?.closed === 'in-the-middle') closings.set(transaction, verdict.writes);
	// Before any listener of Dexie's.
	transaction.addEventListener('complete', () => {
		transactions -= 1;
		if (verdict?.closed === 'after-commit') say('dying');
		leave();
	});
	transaction.addEventListener('abort', () => {
		transactions -= 1;
		leave();
	});
	return transaction;
};

function countWrite(transaction: IDBTransaction): void {
	const left = closings.get(transaction);
	if (left === undefined) return;
	if (left <= 1) say('dying');
	closings.set(transaction, left - 1);
}

for (const name of ['add', 'put', 'delete', 'clear'] as const) {
	const write = IDBObjectStore.prototype[name] as (...given: unknown[]) => IDBRequest;
	IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...given: unknown[]) {
		const request = write.apply(this, given);
		countWrite(this.transaction);
		return request as never;
	};
}

const openDatabase = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (name, version) {
	enter();
	const request = openDatabase.call(this, name, version);
	request.addEventListener('success', leave);
	request.addEventListener('error', leave);
	return request;
};

// Locks.

const requestLock = LockManager.prototype.request as (
	name: string,
	run: () => Promise<unknown>
) => Promise<unknown>;
LockManager.prototype.request = function (this: LockManager, name: string, run: () => Promise<unknown>) {
	locks.asked += 1;
	return requestLock.call(this, name, async () => {
		locks.granted += 1;
		touch();
		try {
			return await run();
		} finally {
			locks.released += 1;
			touch();
		}
	});
} as LockManager['request'];

// The network.

let fetchesMade = 0;
self.fetch = async (input, options) => {
	fetchesMade += 1;
	const id = `${start.tab}.${fetchesMade}`;
	fetches.add(id);
	touch();
	const headers = new Headers(options?.headers);
	headers.set('x-chaos-request', id);
	// Not counted as activity: the harness knows of it once it has arrived there.
	const answered = await real.fetch(aim(input), { ...options, headers }).then(readWhole, (fault: unknown) => {
		enter();
		return fault;
	});
	seen += 1;
	fetches.delete(id);
	leave();
	if (answered instanceof Response) return answered;
	failures += 1;
	throw answered;
};

let failures = 0;

/** The wrong device of the break `new-batch-id`. */
function aim(input: RequestInfo | URL): RequestInfo | URL {
	if (start.broken !== 'new-batch-id' || failures === 0) return input;
	return String(input).replace(
		/(batches\/)[0-9a-f]{4}/,
		`$1${(failures % 10_000).toString().padStart(4, '0')}`
	);
}

async function readWhole(response: Response): Promise<unknown> {
	enter();
	try {
		const body = response.status === 204 ? null : await response.arrayBuffer();
		return new Response(body, { status: response.status, headers: response.headers });
	} catch (fault) {
		return fault;
	}
}

for (const name of ['text', 'arrayBuffer', 'bytes'] as const) {
	const readBody = Response.prototype[name] as () => Promise<never>;
	Response.prototype[name] = function (this: Response) {
		enter();
		return readBody.call(this).finally(leave);
	};
}

/** Answers each command of the harness. */
export function obey(run: (command: Command) => Promise<unknown>): void {
	self.onmessage = ({ data }: MessageEvent<Command>) => {
		seen += 1;
		enter();
		void follow(data, run);
		leave();
	};
	touch();
}

async function follow(command: Command, run: (command: Command) => Promise<unknown>): Promise<void> {
	let result: unknown = null;
	let fault: string | null = null;
	try {
		if (command.kind === 'clock') now = command.now;
		else if (command.kind === 'fire') fire(command.timer);
		else result = await run(command);
	} catch (error) {
		fault = String(error);
	}
	ended.push({ command: command.kind, result, fault });
	touch();
}

function fire(id: number): void {
	const timer = timers.get(id);
	timers.delete(id);
	if (!timer) return;
	now = Math.max(now, timer.dueAt);
	timer.run();
}
