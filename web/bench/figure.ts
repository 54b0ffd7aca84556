/** One measurement. `ratio` is its value over that of `against`, which ran in the same run; absent where nothing did. */
export interface Figure {
	name: string;
	value: number;
	unit: 'ms' | 'rows/s' | 'MB' | 'bytes' | 'chunks';
	/** The worst of the runs, where `value` is the middle one. */
	max?: number;
	ratio?: number;
	against?: string;
}

/** The middle value; of an even number the higher of the two in the middle. */
export function median(values: number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Milliseconds of several runs: the middle one, and the worst beside it. */
export function figureOf(name: string, runs: number[]): Figure {
	return { name, value: median(runs), unit: 'ms', max: Math.max(...runs) };
}

export function formatJson(figures: Figure[]): string {
	return figures.map((figure) => JSON.stringify(figure)).join('\n');
}

export function formatTable(figures: Figure[]): string {
	const number = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toFixed(1));
	const rows = figures.map(({ name, value, unit, max, ratio, against }) => [
		name,
		`${number(value)} ${unit}`,
		max === undefined ? '' : `${number(max)} ${unit}`,
		ratio === undefined ? '' : `${ratio.toFixed(2)} ×`,
		against ?? ''
	]);
	const lines = [['figure', 'value', 'worst', 'ratio', 'against'], ...rows];
	const widths = [0, 1, 2, 3, 4].map((i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
	return lines.map((line) => line.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ')).join('\n');
}

/** A number of rows as figures are named by it: 1k, 100k. */
export function sizeName(rows: number): string {
	return rows % 1000 === 0 ? `${rows / 1000}k` : String(rows);
}

/** A figure beside its peer of the same run. */
export function beside(figure: Figure, peer: Figure): Figure {
	return { ...figure, ratio: figure.value / peer.value, against: peer.name };
}
