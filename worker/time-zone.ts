export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		// An offset such as +02:00 would pass too, but knows no summer time.
		return /^[A-Za-z]/.test(name);
	} catch {
		return false;
	}
}
