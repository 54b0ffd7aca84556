/** When a credential ends: the end of a calendar day, a while after issuing (ISO 8601, as `P1Y6M`), or never. */
export type Expiration =
	{ kind: 'date'; date: string } | { kind: 'duration'; duration: string } | { kind: 'never' };
