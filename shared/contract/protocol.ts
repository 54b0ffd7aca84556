/** Sent with every request of the app; the server refuses what it no longer understands (`protocol-unsupported`). */
export const PROTOCOL_HEADER = 'sheaf-protocol';
export const PROTOCOL_VERSION = 1;
/**
 * The oldest that the server still understands: where the version is raised, old copies go on until it is raised too. What is
 * only added needs neither, since whoever does not know a property or an endpoint ignores it.
 */
export const OLDEST_PROTOCOL_VERSION = 1;
/**
 * The organisation that a request is meant for, where another tab may have signed in to a different one meanwhile. A
 * session of another organisation is answered `sign-in-needed`: a batch never lands in the wrong organisation.
 */
export const ORGANISATION_HEADER = 'sheaf-organisation';
export const API = '/api/v1';

/** Of every answer of the API: what answers without it is not Sheaf. */
export const REQUEST_ID_HEADER = 'X-Request-Id';
