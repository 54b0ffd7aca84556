import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runTool, startTool, TOOLS, type Running } from './child.ts';
import type { Secrets } from './secrets.ts';
import { Refusal, type Settings } from './settings.ts';

const READY_SECONDS = 120;
const PROBE_MS = 2000;
/** In place of the deployed Worker's cron, so that holds end and reports come while one looks on. */
const SWEEP_MS = 5000;

// Without a network wrangler would warn of what it could not fetch.
const WRANGLER_ENV = {
	CLOUDFLARE_CF_FETCH_ENABLED: 'false',
	WRANGLER_HIDE_BANNER: 'true',
	WRANGLER_SEND_METRICS: 'false'
};

export async function buildApp({ verbose }: Settings): Promise<void> {
	await runTool('Building the app', TOOLS.vite, { args: ['build'], env: {}, shown: verbose });
}

export async function migrate(settings: Settings): Promise<void> {
	await runTool('Applying the migrations', TOOLS.wrangler, {
		args: ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', storageOf(settings)],
		// It would ask on a terminal.
		env: { ...WRANGLER_ENV, CI: '1' },
		shown: settings.verbose
	});
}

/** Starts workerd through wrangler, with the local database and queue, and waits until the API answers. */
export async function startWorker(settings: Settings, secrets: Secrets): Promise<Running> {
	// wrangler ends with an error where the folder of the built app is missing; vite alone needs none.
	mkdirSync(join('web', 'build'), { recursive: true });
	const variables = {
		ORIGIN: settings.origin,
		DEMO: 'on',
		MAILER: 'smtp',
		SMTP_HOST: '127.0.0.1',
		SMTP_PORT: settings.mailPort,
		ERROR_REPORT_QUIET_SECONDS: 5,
		DELIVERY_RETRY_SECONDS: 2
	};
	const worker = startTool(TOOLS.wrangler, {
		args: [
			'dev',
			...['--port', String(settings.port), '--inspector-port', '0'],
			...['--persist-to', storageOf(settings), '--env-file', secrets.file],
			...['--log-level', settings.verbose ? 'info' : 'error'],
			...Object.entries(variables).flatMap(([name, value]) => ['--var', `${name}:${value}`])
		],
		env: WRANGLER_ENV,
		shown: true
	});
	await waitUntilReady(settings, worker);
	return worker;
}

export function startVite({ port }: Settings): Running {
	return startTool(TOOLS.vite, { args: ['dev'], env: { PORT: String(port) }, shown: true });
}

/** Runs the worker's schedule; a run that is still going on is not doubled. */
export function startSchedule({ port }: Settings): NodeJS.Timeout {
	let running = false;
	return setInterval(async () => {
		if (running) return;
		running = true;
		const url = `http://127.0.0.1:${port}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`;
		await fetch(url, { signal: AbortSignal.timeout(60_000) }).then(
			(response) => response.arrayBuffer(),
			() => {}
		);
		running = false;
	}, SWEEP_MS);
}

function storageOf({ state }: Settings): string {
	return join(state, 'storage');
}

/** A Worker that does not build keeps its port open and lets every request hang: each probe has its own end. */
async function waitUntilReady({ port }: Settings, worker: Running): Promise<void> {
	let ended = false;
	void worker.ended.then(() => (ended = true));
	const deadline = Date.now() + READY_SECONDS * 1000;
	while (Date.now() < deadline && !ended) {
		if (await isHealthy(port)) return;
		await wait(300);
	}
	await worker.end();
	const what = ended ? 'ended' : `did not answer within ${READY_SECONDS} seconds`;
	throw new Refusal(`The worker ${what}. Its last words:\n${worker.output()}`);
}

async function isHealthy(port: number): Promise<boolean> {
	try {
		const url = `http://127.0.0.1:${port}/api/v1/health`;
		const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS) });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}
