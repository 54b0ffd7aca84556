// The rows of most cases.

export const TITLES = ['First Name', 'Last Name', 'Contact'];
export const ZOE = ['Zoë', 'Núñez', 'zoe@example.org'];
export const BO = ['Bo', 'Li', 'bo@example.org'];
export const MAX = ['Max', 'Ó Sé', 'max@example.org'];
