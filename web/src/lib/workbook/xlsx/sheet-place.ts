/** Inside which element of a sheet its reader is. */
export type Place =
	| 'start'
	| 'sheet'
	| 'views'
	| 'data'
	| 'row'
	| 'cell'
	| 'value'
	| 'inline'
	| 'cols'
	| 'merges'
	| 'filter'
	| 'end';

export function isData(place: Place): boolean {
	return place === 'data' || place === 'row' || place === 'cell';
}
