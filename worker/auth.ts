import { betterAuth } from 'better-auth';
import { emailOTP } from 'better-auth/plugins/email-otp';
import { API } from '#shared/contract/protocol.ts';
import { COOKIE_PREFIX, isSecure, SESSION_SECONDS } from './auth-session.ts';
import { findOrganisationOfUser } from './db/organisations.ts';
import type { Env } from './env.ts';
import { parseAddress } from './mail/address.ts';
import { mailerOf } from './mail/mailer.ts';
import { signInMail } from './mail/sign-in-mail.ts';

const CODE_MINUTES = 10;

// The one file that knows better-auth. It makes the session when a code is right and ends it; `auth-session.ts` reads it.

/** For one request: Workers hand out the bindings with each. */
export function authOf(env: Env, context: Pick<ExecutionContext, 'waitUntil'>) {
	return betterAuth({
		baseURL: env.ORIGIN,
		basePath: `${API}/auth`,
		secret: env.AUTH_SECRET,
		database: env.DB,
		session: { expiresIn: SESSION_SECONDS },
		rateLimit: {
			enabled: true,
			storage: 'database',
			customRules: {
				// Codes mailed to whoever it may be, and guesses at them.
				'/email-otp/send-verification-otp': { window: 60, max: 5 },
				'/sign-in/email-otp': { window: 60, max: 10 }
			}
		},
		advanced: {
			cookiePrefix: COOKIE_PREFIX,
			useSecureCookies: isSecure(env.ORIGIN),
			ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
			// The answer must not take longer where there is somebody to mail.
			backgroundTasks: { handler: (task) => context.waitUntil(task) }
		},
		telemetry: { enabled: false },
		logger: { disabled: true },
		plugins: [
			emailOTP({
				disableSignUp: true,
				otpLength: 6,
				expiresIn: CODE_MINUTES * 60,
				allowedAttempts: 5,
				storeOTP: 'hashed',
				sendVerificationOTP: async ({ email, otp, type }) => {
					if (type === 'sign-in') await mailCode(env, email, otp);
				}
			})
		]
	});
}

async function mailCode(env: Env, email: string, code: string): Promise<void> {
	const organisation = await findOrganisationOfUser(env.DB, email);
	if (!organisation) return;
	const mail = signInMail({
		id: crypto.randomUUID(),
		from: parseAddress(env.MAIL_FROM),
		to: email,
		language: organisation.language,
		code,
		minutes: CODE_MINUTES
	});
	const [outcome] = await mailerOf(env).send([mail]);
	if (outcome?.state === 'refused') console.error(JSON.stringify({ mail: 'sign-in', code: outcome.code }));
}
