/** How many checks passed, failed and were skipped, added up over runners that each have their own report. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The one closing line. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** A file that did not even load holds no test that could fail, so it counts as one failure itself. */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } =
    report as VitestReport;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** A flaky test failed once, so it failed. */
export function countPlaywright(report: unknown): Counts {
  const { expected, unexpected, flaky, skipped } = (report as PlaywrightReport).stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/** scripts/pack-check.ts writes its own. */
export function countPack(report: unknown): Counts {
  const { passed, failed } = report as { passed: number; failed: number };
  return { passed, failed, skipped: 0 };
}

/**
 * A runner's counts made honest by its exit code: one that ended badly without a failed test, or that wrote no report,
 * has failed all the same; one that ran no test at all has not passed.
 */
export function judge(exitCode: number, counts: Counts | null): Counts {
  const known = counts ?? none;
  const ranNothing = known.passed + known.failed + known.skipped === 0;
  if (known.failed === 0 && (exitCode !== 0 || ranNothing))
    return addCounts(known, { ...none, failed: 1 });
  return known;
}
