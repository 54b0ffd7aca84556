import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { MailStore } from './mail-store.ts';
import { startMailbox } from './mailbox.ts';
import { startSmtp } from './smtp.ts';

declare module 'vitest' {
	interface ProvidedContext {
		smtpPort: number;
		mailboxPort: number;
	}
}

/** Vitest's global setup: the local mailbox in Node, for the worker's tests, which run in workerd and mail to it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const state = mkdtempSync(join(tmpdir(), 'sheaf-mailbox-'));
	const store = new MailStore(state);
	const smtp = await startSmtp(store, () => {}, 0);
	const mailbox = await startMailbox(store, 0);
	project.provide('smtpPort', (smtp.server.address() as AddressInfo).port);
	project.provide('mailboxPort', (mailbox.address() as AddressInfo).port);
	return async () => {
		mailbox.closeAllConnections();
		mailbox.close();
		await new Promise<void>((resolve) => smtp.close(() => resolve()));
		rmSync(state, { recursive: true, force: true });
	};
}
