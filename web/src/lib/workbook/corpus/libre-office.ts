import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = process.env.SOFFICE ?? '/usr/bin/soffice';

export function hasLibreOffice(): boolean {
	return existsSync(PROGRAM);
}

/** Files to be opened, and what LibreOffice writes of them, by name; one start for all, because a start takes a second. */
export function convertAll(files: ReadonlyMap<string, Uint8Array>, filter: string): Map<string, Uint8Array> {
	const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
	try {
		const out = join(folder, 'out');
		mkdirSync(join(folder, 'in'));
		for (const [name, bytes] of files) writeFileSync(join(folder, 'in', name), bytes);
		const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
		const sources = [...files.keys()].map((name) => join(folder, 'in', name));
		execFileSync(PROGRAM, [profile, '--headless', '--convert-to', filter, '--outdir', out, ...sources], {
			stdio: 'pipe',
			timeout: 240_000
		});
		return new Map(readdirSync(out).map((name) => [name, new Uint8Array(readFileSync(join(out, name)))]));
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
