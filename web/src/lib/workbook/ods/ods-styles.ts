type Attributes = ReadonlyMap<string, string>;

/** What the styles of an OpenDocument spreadsheet say of its tables and cells. */
export class OdsStyles {
	/** Of the style that is being read. */
	private name = '';
	private readonly hiddenTables = new Set<string>();
	/** Digits before the point that a data style shows at least; Infinity where it shows no plain number. */
	private readonly digits = new Map<string, number>();
	private readonly dataStyles = new Map<string, string>();

	/** Takes an element of the styles; false for one whose content says nothing to us. */
	begin(element: string, attributes: Attributes): boolean {
		switch (element) {
			case 'style':
				this.name = attributes.get('name') ?? '';
				this.dataStyles.set(this.name, attributes.get('data-style-name') ?? '');
				return true;
			case 'table-properties':
				if (attributes.get('display') === 'false') this.hiddenTables.add(this.name);
				return true;
			case 'number-style':
				this.name = attributes.get('name') ?? '';
				return true;
			case 'number':
				this.digits.set(this.name, Number(attributes.get('min-integer-digits') ?? 1));
				return true;
			case 'date-style':
			case 'time-style':
			case 'percentage-style':
				this.digits.set(attributes.get('name') ?? '', Infinity);
				return false;
			default:
				return false;
		}
	}

	isHiddenTable(attributes: Attributes): boolean {
		return this.hiddenTables.has(attributes.get('style-name') ?? '');
	}

	/** Whether a cell's text cannot be what its style shows: some writers put down the bare number. */
	contradicts(attributes: Attributes, text: string): boolean {
		if (attributes.get('value-type') !== 'float') return false;
		const dataStyle = this.dataStyles.get(attributes.get('style-name') ?? '') ?? '';
		return /^\d+(?:\.\d+)?$/.test(text) && (this.digits.get(dataStyle) ?? 0) > text.split('.')[0]!.length;
	}
}
