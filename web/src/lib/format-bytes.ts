import { localeTag } from './format-time.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size as people read it: `12 MB`, `1.4 GB`. */
export function formatBytes(bytes: number): string {
	let step = 0;
	let size = bytes;
	while (size >= 1000 && step < UNITS.length - 1) {
		size /= 1000;
		step += 1;
	}
	// Half a megabyte says more than 512 kB does to most.
	const digits = size < 10 && step > 1 ? 1 : 0;
	const unit = UNITS[step]!;
	const unitDisplay = step === 0 ? 'long' : 'short';
	return new Intl.NumberFormat(localeTag(), {
		style: 'unit',
		unit,
		unitDisplay,
		maximumFractionDigits: digits
	}).format(size);
}
