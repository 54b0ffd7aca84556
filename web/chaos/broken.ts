/**
 * Faults that are put into the product on purpose, to see that the harness finds them. `new-batch-id`: after a failed
 * request the device goes on under another batch ID. `claims`: the worker delivers mails without looking whether they are
 * somebody's already.
 */
export const BREAKS = ['new-batch-id', 'claims'] as const;
export type Break = (typeof BREAKS)[number];
