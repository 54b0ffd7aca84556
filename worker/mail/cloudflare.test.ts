import { expect, test } from 'vitest';
import { cloudflareMailer } from './cloudflare.ts';
import type { Mail, Outcome } from './mailer.ts';

function mailTo(email: string): Mail {
	const from = { name: 'Harbour', email: 'credentials@sheaf.example' };
	return {
		id: email,
		from,
		to: { email },
		subject: 'Hello',
		text: 'Hello',
		html: '<p>Hello</p>',
		language: 'en'
	};
}

/** The service's own words for its errors: none of its emulations answers with them. */
const service = {
	async send(message: { to: string }) {
		await Promise.resolve();
		const [name = '', code] = message.to.split('+');
		if (code) throw Object.assign(new Error(`no ${name}`), code === 'none' ? {} : { code });
		return { messageId: `id-of-${name}` };
	}
} as unknown as SendEmail;

const mails = [
	'a',
	'b+E_RECIPIENT_SUPPRESSED',
	'c+E_RATE_LIMIT_EXCEEDED',
	'd+E_DELIVERY_FAILED',
	'e+none',
	'f'
];

test('each answer is read for its own mail, in order', async () => {
	const outcomes = await cloudflareMailer(service).send([...mails, ...'ghijklmnop'].map(mailTo));
	expect(outcomes.slice(0, 7)).toEqual([
		{ state: 'sent', providerMessageId: 'id-of-a' },
		{ state: 'refused', permanent: true, code: 'E_RECIPIENT_SUPPRESSED', detail: 'no b' },
		{ state: 'refused', permanent: false, code: 'E_RATE_LIMIT_EXCEEDED', detail: 'no c' },
		{ state: 'unknown' },
		{ state: 'unknown' },
		{ state: 'sent', providerMessageId: 'id-of-f' },
		{ state: 'sent', providerMessageId: 'id-of-g' }
	]);
	expect(outcomes).toHaveLength(16);
});

test('a mail is asked for before its call and told of after it: of no more than six is the answer open at once', async () => {
	const open = new Set<string>();
	const told = new Map<string, Outcome['state']>();
	let most = 0;
	await cloudflareMailer(service).send([...'abcdefghijklmnopqrst'].map(mailTo), {
		async onHandingOver({ id }) {
			if (id === 'c') return false;
			open.add(id);
			most = Math.max(most, open.size);
			return true;
		},
		onOutcome({ id }, { state }) {
			expect(open.delete(id)).toBe(id !== 'c');
			told.set(id, state);
		}
	});
	expect(most).toBe(6);
	expect(told.size).toBe(20);
	expect([...told].filter(([, state]) => state !== 'sent')).toEqual([['c', 'withheld']]);
});

test('when a step throws, the calls under way are waited for and told of before that is heard', async () => {
	const told: string[] = [];
	const sending = cloudflareMailer(service).send([...'abcdefghijkl'].map(mailTo), {
		async onHandingOver({ id }) {
			if (id === 'b') throw new Error('D1 is away');
			return true;
		},
		onOutcome: ({ id }) => void told.push(id)
	});
	await expect(sending).rejects.toThrow('D1 is away');
	expect(told.toSorted().join('')).toBe('acdefghijkl');
});
