import * as z from 'zod';

// Zod writes functions at run time where it can; the Content-Security-Policy forbids it, and even trying is reported.
z.config({ jitless: true });
