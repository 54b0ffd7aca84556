import { getBatchChanges } from '../api.ts';
import { serverNow } from '../server-clock.ts';
import { storeBatches } from './batch-store.ts';
import type { Pulled } from './pull-cursor.ts';
import { pullList } from './pull-list.ts';

export function pullBatches(organisationId: string): Promise<Pulled> {
	return pullList(
		organisationId,
		{
			kind: 'batches',
			ask: getBatchChanges,
			store: (asked, { batches, cursor }, asOf) => storeBatches(asked, batches, { cursor, asOf }),
			count: ({ batches }) => batches.length
		},
		serverNow
	);
}
