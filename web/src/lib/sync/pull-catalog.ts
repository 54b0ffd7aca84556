import { getCatalog } from '../api.ts';
import { db } from '../db.ts';
import { serverNow } from '../server-clock.ts';
import { movePullCursor, type Pulled } from './pull-cursor.ts';
import { pullList } from './pull-list.ts';

export function pullCatalog(organisationId: string): Promise<Pulled> {
	return pullList(
		organisationId,
		{
			kind: 'definitions',
			ask: getCatalog,
			store: (asked, { definitions, cursor }, asOf) =>
				db.transaction('rw', db.definitions, db.pullCursors, async () => {
					if (!(await movePullCursor(asked, { cursor, asOf }))) return false;
					if (asked.cursor === null) await db.definitions.where({ organisationId }).delete();
					await db.definitions.bulkPut(definitions.map((entry) => ({ organisationId, id: entry.id, entry })));
					return true;
				}),
			count: ({ definitions }) => definitions.length
		},
		serverNow
	);
}
