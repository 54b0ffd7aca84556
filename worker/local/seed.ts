import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '#shared/contract/protocol.ts';
import catalog from '#shared/fixtures/catalog.json' with { type: 'json' };
import type { Secrets } from './secrets.ts';
import { Refusal, type Settings } from './settings.ts';

export const DEMO_ADMIN = { name: 'Demo Admin', email: 'admin@harbour-skills.example' };

/** Makes the demo organisation with its definitions. It is the operator's own request; the second time it changes nothing. */
export async function seedDemo({ port }: Settings, { setupToken }: Secrets): Promise<void> {
	const response = await fetch(`http://127.0.0.1:${port}/api/v1/organisations`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${setupToken}`,
			'content-type': 'application/json',
			[PROTOCOL_HEADER]: String(PROTOCOL_VERSION)
		},
		body: JSON.stringify({ ...catalog, admin: DEMO_ADMIN }),
		signal: AbortSignal.timeout(30_000)
	});
	if (!response.ok) {
		throw new Refusal(`Seeding the demo organisation failed (${response.status}): ${await response.text()}`);
	}
	await response.arrayBuffer();
}
