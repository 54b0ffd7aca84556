/** VCDM 2.0; first in every credential. */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
/** Open Badges 3.0, the one version of it that Sheaf writes; second in every credential. */
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
