import type { Env } from './env.ts';
import type { SignedIn } from './db/sessions.ts';

/** What Hono's handlers find in `c.env` and `c.var`. */
export interface AppTypes {
	Bindings: Env;
	Variables: {
		requestId: string;
		/** Milliseconds since the epoch, the same throughout a request. */
		now: number;
		/** Set behind `allow(…)`. */
		signedIn: SignedIn;
	};
}
