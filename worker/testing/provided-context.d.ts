import 'vitest';

declare module 'vitest' {
	/** What `worker/local/mailbox-for-tests.ts` gives to the tests; it runs in Node and is checked with the other rooms. */
	interface ProvidedContext {
		smtpPort: number;
		mailboxPort: number;
	}
}
