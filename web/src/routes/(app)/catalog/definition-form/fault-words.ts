import { formatCount } from '#lib/format-time.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Fault } from './read-form.ts';

export function explainFault(fault: Fault | undefined): string | undefined {
	if (!fault) return undefined;
	if (fault.code === 'too-long') return m.catalog_fault_too_long({ limit: formatCount(fault.limit) });
	const words = {
		missing: m.catalog_fault_missing,
		wrong: m.catalog_fault_wrong,
		number: m.catalog_fault_number,
		'default-expiration-unreadable': m.catalog_expiration_wrong,
		'title-reserved': m.catalog_fault_title_guide,
		'title-repeated': m.catalog_fault_title_twice,
		'pattern-invalid': m.catalog_fault_pattern,
		'pattern-too-costly': m.catalog_fault_pattern_costly,
		'choices-missing': m.catalog_fault_choices_missing,
		'bounds-crossed': m.catalog_fault_limits
	};
	return words[fault.code]();
}
