/** Sent with every request of the app; the server refuses what it no longer understands (`protocol-unsupported`). */
export const PROTOCOL_HEADER = 'sheaf-protocol';
export const PROTOCOL_VERSION = 1;
/**
 * The organisation that a request is meant for, where another tab may have signed in to a different one meanwhile. A
 * session of another organisation is answered `sign-in-needed`: a batch never lands in the wrong organisation.
 */
export const ORGANISATION_HEADER = 'sheaf-organisation';
export const API = '/api/v1';
