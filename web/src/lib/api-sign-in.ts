import * as z from 'zod';
import { call, type Answer } from './api-call.ts';

/** The sign-in library's endpoints (better-auth, e-mail codes), and the demo's, which exists in local runs only. */

const SendCode = z.object({ email: z.email().max(254), type: z.literal('sign-in') });
const SignIn = z.object({ email: z.email(), otp: z.string().regex(/^\d{6}$/) });

export type SignInFault = 'code-wrong' | 'code-expired' | 'too-many' | 'not-allowed' | 'offline' | 'failed';

export async function sendCode(email: string): Promise<SignInFault | null> {
	const body = { schema: SendCode, value: { email, type: 'sign-in' } };
	return faultOf(
		await call({ method: 'POST', path: '/auth/email-otp/send-verification-otp', body, answer: null })
	);
}

export async function signInWithCode(email: string, code: string): Promise<SignInFault | null> {
	const body = { schema: SignIn, value: { email, otp: code } };
	return faultOf(await call({ method: 'POST', path: '/auth/sign-in/email-otp', body, answer: null }));
}

export async function signInToDemo(): Promise<SignInFault | null> {
	return faultOf(await call({ method: 'POST', path: '/demo-sign-in', answer: null }));
}

export async function signOutOfServer(): Promise<SignInFault | null> {
	const body = { schema: z.object({}), value: {} };
	return faultOf(await call({ method: 'POST', path: '/auth/sign-out', body, answer: null }));
}

function faultOf(answer: Answer<unknown>): SignInFault | null {
	if (answer.ok) return null;
	if (answer.offline) return 'offline';
	const { code, detail } = answer.problem;
	if (code === 'too-many-requests' || detail === 'TOO_MANY_ATTEMPTS') return 'too-many';
	if (detail === 'OTP_EXPIRED') return 'code-expired';
	// Someone without an account is told the same as someone with a wrong code.
	if (detail === 'INVALID_OTP' || detail === 'USER_NOT_FOUND' || code === 'sign-in-needed')
		return 'code-wrong';
	if (code === 'not-allowed') return 'not-allowed';
	return 'failed';
}
