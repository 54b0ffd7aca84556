/** What was typed into the search of the top bar, for the list of recipients; a name does not belong into an address. */
export const wantedSearch = $state({ text: '' });
