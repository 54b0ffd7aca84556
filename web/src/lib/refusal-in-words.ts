import { formatList } from './format-list.ts';
import type { Attention } from './outbox/outbox-batch.ts';
import { m } from './paraglide/messages.js';

type Refused = Extract<Attention, { kind: 'refused' }>;

/** Why the server refused a batch for good, and what can be done. */
export function refusalInWords({ code, rowKeys }: Refused): string {
	if (rowKeys.length) return m.batch_refused_rows({ count: rowKeys.length });
	switch (code) {
		case 'protocol-unsupported':
			return m.batch_refused_old();
		case 'content-conflict':
			return m.batch_refused_conflict();
		case 'not-allowed':
			return m.batch_refused_not_allowed();
		case 'too-large':
			return m.batch_refused_too_large();
		case 'not-found':
			return m.batch_refused_missing();
		default:
			return m.batch_refused();
	}
}

/** Whom the refused rows are for: "Concerned: Ada Berg, Bo Lund and 3 more." Empty where no name is known. */
export function refusedNames(attention: Attention | null): string {
	const { names = [], rowKeys = [] } = attention && 'rowKeys' in attention ? attention : {};
	if (names.length === 0) return '';
	const more = rowKeys.length - names.length;
	return m.batch_refused_names({
		names: formatList(more > 0 ? [...names, m.batch_refused_more({ count: more })] : names)
	});
}
