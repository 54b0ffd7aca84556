import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether LibreOffice is there to try a workbook with. */
export function hasLibreOffice(): boolean {
	try {
		execFileSync('soffice', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

/** For tests: LibreOffice without a window, with a profile of its own, so that it runs beside any other. */
export function openLibreOffice() {
	const folder = mkdtempSync(join(tmpdir(), 'sheaf-libreoffice-'));

	/** Opens each file and writes it in the format; the answer has all that was written, by name. */
	function convert(files: Record<string, Uint8Array>, format: string): Record<string, Uint8Array> {
		const from = mkdtempSync(join(folder, 'from-'));
		const to = mkdtempSync(join(folder, 'to-'));
		mkdirSync(from, { recursive: true });
		const paths = Object.entries(files).map(([name, bytes]) => {
			const path = join(from, name);
			writeFileSync(path, bytes);
			return path;
		});
		const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
		execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', to, ...paths], {
			stdio: 'ignore'
		});
		return Object.fromEntries(
			readdirSync(to).map((name) => [basename(name), new Uint8Array(readFileSync(join(to, name)))])
		);
	}

	return { convert, close: () => rmSync(folder, { recursive: true, force: true }) };
}
