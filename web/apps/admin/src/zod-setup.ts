import { z } from 'zod';

// Before any schema is made: otherwise zod tries `new Function`, which the content security policy reports.
z.config({ jitless: true });
