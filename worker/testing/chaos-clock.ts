import { AsyncLocalStorage } from 'node:async_hooks';

/** What the harness hands to one invocation, in the header `x-chaos`. */
export interface Plan {
	id: string;
	/** The server's clock, milliseconds since the epoch. */
	now: number;
	/** Where the harness listens: `http://127.0.0.1:PORT`. */
	harness: string;
	/** The call to D1, queue or mail (from 1) at which the harness is asked whether this invocation goes on. */
	stopAt: number;
	/** Whether that call takes effect before the harness is asked. */
	stopAfter: boolean;
	/** Mails are claimed although they are claimed: to show that the harness finds it. */
	breaksClaims: boolean;
}

export const current = new AsyncLocalStorage<{ plan: Plan; now: number }>();

const RealDate = Date;
const now = () => current.getStore()?.now ?? RealDate.now();

/** Loaded before the worker: whatever asks for the time is told the harness's. */
globalThis.Date = new Proxy(RealDate, {
	construct: (date, given: []) => (given.length === 0 ? new date(now()) : new date(...given)),
	get: (date, name) => (name === 'now' ? now : (Reflect.get(date, name) as unknown))
});
