// The district over the embedded database.
import { describe } from 'vitest';
import { registerDistrictTests } from './testing/register-district-tests.ts';

describe('district over PGlite', () => {
  registerDistrictTests({ open: async () => ({}), close: async () => undefined });
});
