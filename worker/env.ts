import type { D1Migration } from 'cloudflare:test';

/** What goes over the queue. D1 holds the state, so a message may be lost or come twice. */
export type QueueMessage =
	/** The hold is over: begin to issue. */
	| { kind: 'start'; batchId: string }
	| { kind: 'issue'; batchId: string; chunk: number }
	| { kind: 'deliver'; batchId: string; chunk: number };

declare global {
	namespace Cloudflare {
		interface Env {
			DB: D1Database;
			QUEUE: Queue<QueueMessage>;
			ASSETS: Fetcher;
			/** The public address, without a slash at the end. */
			ORIGIN: string;
			MAILER: string;
			MAIL_FROM: string;
			ERROR_REPORT_QUIET_SECONDS: string;
			/** Signs the session cookies. */
			AUTH_SECRET: string;
			/** Seals the organisations' private keys. */
			KEY_SECRET: string;
			/** Bearer token of the operator who makes organisations. */
			SETUP_TOKEN: string;
			/** `on` in the local start only: the demo admin signs in with one click. */
			DEMO?: string;
			TEST_MIGRATIONS?: D1Migration[];
		}
		interface GlobalProps {
			mainModule: typeof import('./index.ts');
		}
	}
}

export type Env = Cloudflare.Env;
