import { formatCount } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Fault } from './read-form.ts';

export function explainFault(fault: Fault | undefined): string | undefined {
	if (!fault) return undefined;
	if (fault.code === 'too-long') return m.catalog_fault_too_long({ limit: formatCount(fault.limit) });
	const words = {
		missing: m.catalog_fault_missing,
		wrong: m.catalog_fault_wrong,
		expiration: m.catalog_expiration_wrong,
		'title-twice': m.catalog_fault_title_twice,
		'title-guide': m.catalog_fault_title_guide,
		'choices-missing': m.catalog_fault_choices_missing,
		limits: m.catalog_fault_limits,
		number: m.catalog_fault_number,
		pattern: m.catalog_fault_pattern
	};
	return words[fault.code]();
}
