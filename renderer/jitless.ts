// zod probes `new Function`, which our content security policy reports as an error. This must run before any schema
// module is evaluated, so it is a module of its own and the first import of every entry.
import { z } from 'zod';

z.config({ jitless: true });
