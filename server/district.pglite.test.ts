// The district over the embedded database.
import { describe } from 'vitest';
import { registerWallTests } from './testing/register-wall-tests.ts';
import { registerDistrictTests } from './testing/register-district-tests.ts';

describe('district over PGlite', () => {
  registerWallTests(async () => ({}));
  registerDistrictTests({ open: async () => ({}), close: async () => undefined });
});
