import type { SignInFault } from '#lib/api-sign-in.ts';
import { m } from '#lib/paraglide/messages.js';

export function explainFault(fault: SignInFault): string {
	const words: Record<SignInFault, () => string> = {
		'code-wrong': m.frame_sign_in_code_wrong,
		'code-expired': m.frame_sign_in_code_expired,
		'too-many': m.frame_sign_in_too_many,
		'not-allowed': m.frame_sign_in_not_allowed,
		offline: m.frame_sign_in_offline,
		failed: m.frame_sign_in_failed
	};
	return words[fault]();
}
