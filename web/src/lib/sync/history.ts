import type { History } from '#shared/validate/history.ts';

export async function loadHistory(_organisationId: string): Promise<History> {
	return new Map();
}
