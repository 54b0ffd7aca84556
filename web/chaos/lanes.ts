import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('chaos.ts', import.meta.url));

/** Shares the runs out to processes that work side by side; the first that fails ends them all. */
export async function runLanes(work: { runs: number; seed: number; lanes: number }): Promise<boolean> {
	const { runs, seed, lanes } = work;
	const children = Array.from({ length: lanes }, (_, lane) => {
		const share = Math.floor(runs / lanes) + (lane < runs % lanes ? 1 : 0);
		const args = ['--lanes', '1', '--runs', share, '--seed', seed + lane, '--step', lanes].map(String);
		return spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
	});
	const ends = children.map(async (child) => {
		const code = await new Promise((resolve) => child.once('exit', resolve));
		if (code !== 0) for (const other of children) other.kill('SIGTERM');
		return code === 0;
	});
	return (await Promise.all(ends)).every(Boolean);
}
