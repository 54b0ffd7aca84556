/** The two days that a text such as `03/04/2028` may mean, as `YYYY-MM-DD`; null where it is no such text. */
export function dateReadings(text: string): { dayFirst: string; monthFirst: string } | null {
	const found = /^\s*(\d{1,2})\D{1,2}(\d{1,2})\D{1,2}(\d{4}|\d{2})\b/.exec(text);
	if (!found) return null;
	const [, first, second, year] = found.map(Number) as [number, number, number, number];
	const fullYear = year < 100 ? 2000 + year : year;
	return { dayFirst: dateOf(fullYear, second, first), monthFirst: dateOf(fullYear, first, second) };
}

function dateOf(year: number, month: number, day: number): string {
	return [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}
