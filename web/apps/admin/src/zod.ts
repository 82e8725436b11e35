import { z } from 'zod';

// Before any schema is made, which is why schemas take `z` from here: otherwise zod tries `new Function`, and the content
// security policy reports it.
z.config({ jitless: true });

export { z };
