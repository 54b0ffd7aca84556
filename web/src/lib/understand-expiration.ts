import { readExpiration, writeExpiration } from '#shared/expiration/read-expiration.ts';
import { expirationInWords } from './expiration-words.ts';

/** How an expiration was understood, in words; null where it cannot be read, or can be read in two ways. */
export function understandExpiration(text: string): string | null {
	const reading = readExpiration(text, null);
	return reading.kind === 'expiration' ? expirationInWords(writeExpiration(reading.expiration)) : null;
}
