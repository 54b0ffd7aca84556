/** Whether the device knows the zone; the list that it can show leaves some valid names out, such as UTC. */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return name !== '';
	} catch {
		return false;
	}
}
