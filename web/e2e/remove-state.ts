import { rmSync } from 'node:fs';

/** Removes the database and the mails of the run that has ended. */
export default function removeState(): void {
	const state = process.env.SHEAF_E2E_STATE;
	if (state) rmSync(state, { recursive: true, force: true });
}
