import * as z from 'zod';

/** How far an organisation's changes were pulled. Made by the server, without meaning to anybody else. */
export const ChangeCursor = z.string().regex(/^\d{1,15}$/);
