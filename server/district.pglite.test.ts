// The district over the embedded database.
import { describe } from 'vitest';
import { registerWallTests } from './testing/register-wall-tests.ts';
import { preparedDatabase } from './testing/prepared-database.ts';
import { registerDistrictTests } from './testing/register-district-tests.ts';

const open = async () => ({ prepared: await preparedDatabase() });

describe('district over PGlite', () => {
  registerWallTests(open);
  registerDistrictTests({ open, close: async () => undefined });
});
