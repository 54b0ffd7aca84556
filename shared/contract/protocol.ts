/** Sent with every request of the app; the server refuses what it no longer understands (`protocol-unsupported`). */
export const PROTOCOL_HEADER = 'sheaf-protocol';
export const PROTOCOL_VERSION = 1;
export const API = '/api/v1';
