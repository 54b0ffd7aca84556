import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from './settings.ts';

const GRACE_MS = 5000;
/** Enough to see why a step failed. */
const KEPT_OUTPUT = 8000;

/** A tool's script inside its package; run by this very Node, whichever one the machine has. */
export const TOOLS = {
	vite: join('node_modules', 'vite', 'bin', 'vite.js'),
	wrangler: join('node_modules', 'wrangler', 'bin', 'wrangler.js')
};

const all = new Set<Running>();

export interface Running {
	/** Resolves with the exit code when the tool has ended. */
	ended: Promise<number>;
	output(): string;
	/** Ends the tool and all that it has started. */
	end(): Promise<void>;
}

interface Start {
	args: string[];
	env: Record<string, string>;
	/** Whether its output goes to the terminal as it comes. */
	shown: boolean;
}

/** Starts a tool in a process group of its own, so that nothing that it starts can outlive it. */
export function startTool(script: string, { args, env, shown }: Start): Running {
	const child = spawn(process.execPath, [script, ...args], {
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env }
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (part: Buffer) => {
			output = (output + part.toString()).slice(-KEPT_OUTPUT);
			if (shown) process.stderr.write(part);
		});
	}
	const ended = new Promise<number>((resolve) => {
		child.once('exit', (code) => resolve(code ?? 1));
		child.once('error', () => resolve(1));
	});
	const running = { ended, output: () => output, end: () => endGroup(child, ended) };
	all.add(running);
	void ended.then(() => all.delete(running));
	return running;
}

/** Ends whatever was started and has not ended. */
export async function endAllTools(): Promise<void> {
	await Promise.all([...all].map((running) => running.end()));
}

/** Runs a tool to its end; its output is shown only when it fails. */
export async function runTool(what: string, script: string, start: Start): Promise<void> {
	const tool = startTool(script, start);
	const code = await tool.ended;
	if (code !== 0) throw new Refusal(`${what} failed:\n${start.shown ? '' : tool.output()}`);
}

async function endGroup({ pid }: ChildProcess, ended: Promise<number>): Promise<void> {
	if (pid === undefined) return;
	signalGroup(pid, 'SIGTERM');
	await Promise.race([ended, wait(GRACE_MS, null, { ref: false })]);
	// Also after a clean end: what the tool itself left behind goes with its group.
	signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is gone already.
	}
}
