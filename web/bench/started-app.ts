import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const START_LIMIT_MS = 180_000;
const root = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedApp {
	origin: string;
	end(): Promise<void>;
}

/** Starts Sheaf as `npm start` does, on ports and a state of its own; `built`: with the app as it was built last. */
export async function startApp({ built }: { built: boolean }): Promise<StartedApp> {
	const state = mkdtempSync(join(tmpdir(), 'sheaf-bench-'));
	const ports = { PORT: '8807', MAIL_PORT: '2545', MAILBOX_PORT: '8045' };
	const child = spawn(process.execPath, ['worker/local/start.ts', ...(built ? ['--built'] : [])], {
		cwd: root,
		env: { ...process.env, ...ports, SHEAF_STATE: state },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	await signInLine(child);
	return {
		origin: `http://localhost:${ports.PORT}`,
		end: async () => {
			const ended = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await ended;
			rmSync(state, { recursive: true, force: true });
		}
	};
}

/** The start prints how to sign in when everything answers. */
function signInLine(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		const limit = setTimeout(() => reject(new Error('Sheaf did not start in time')), START_LIMIT_MS);
		child.once('exit', () => reject(new Error('Sheaf ended while starting')));
		child.stdout?.on('data', (part: Buffer) => {
			if (!part.toString().includes('To sign in')) return;
			clearTimeout(limit);
			resolve();
		});
	});
}
