// The district over a real PostgreSQL cluster of its own, where the machine has one.
import { describe } from 'vitest';
import { findPostgres, startCluster, type Cluster } from './testing/postgres-cluster.ts';
import { registerDistrictTests } from './testing/register-district-tests.ts';

const bin = findPostgres();
if (bin === null)
  process.stdout.write('no PostgreSQL server here: its district tests are skipped\n');

describe.runIf(bin !== null)('district over PostgreSQL', () => {
  let cluster: Cluster | undefined;
  registerDistrictTests({
    async open() {
      cluster = await startCluster(bin ?? '');
      return { databaseUrl: cluster.url };
    },
    close: async () => cluster?.stop(),
  });
});
