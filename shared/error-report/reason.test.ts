import { expect, test } from 'vitest';
import { readFailure } from './reason.ts';

test.each([
	['bounced', '5.1.1', 'address-unknown'],
	['bounced', '550 5.1.1', 'address-unknown'],
	['bounced', '5.1.2', 'domain-unknown'],
	['bounced', '5.4.4', 'domain-unknown'],
	['bounced', '5.2.2', 'mailbox-full'],
	['bounced', '5.7.1', 'mail-refused'],
	['bounced', '550', 'mail-refused'],
	['bounced', null, 'mail-refused'],
	['bounced', 'E_RECIPIENT_SUPPRESSED', 'address-suppressed'],
	['complained', null, 'complained'],
	['failed', '4.2.1', 'kept-waiting'],
	['delayed', '4.2.1', 'kept-waiting'],
	['delayed', null, 'kept-waiting'],
	['failed', 'outcome-unknown', 'outcome-unknown'],
	['failed', 'connection', 'not-sent']
] as const)('%s with code %s is %s', (state, code, reason) => {
	expect(readFailure(state, code)).toBe(reason);
});
