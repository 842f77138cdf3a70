import { describe, expect, it } from 'vitest';
import { addCounts, closingLine, countPlaywright, countVitest, judge } from './counts.ts';

describe('counts', () => {
  it('are read from a Vitest report, files that did not load included', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 3 });
  });

  it('are read from a Playwright report', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 4 } };
    expect(countPlaywright(report)).toEqual({ passed: 5, failed: 2, skipped: 4 });
  });

  it('fail when the runner did, whatever the report says', () => {
    expect(judge(0, { passed: 3, failed: 0, skipped: 0 })).toEqual({
      passed: 3,
      failed: 0,
      skipped: 0,
    });
    expect(judge(1, { passed: 3, failed: 0, skipped: 0 })).toEqual({
      passed: 3,
      failed: 1,
      skipped: 0,
    });
    expect(judge(1, { passed: 3, failed: 2, skipped: 0 })).toEqual({
      passed: 3,
      failed: 2,
      skipped: 0,
    });
    expect(judge(0, { passed: 0, failed: 0, skipped: 0 }).failed).toBe(1);
    expect(judge(0, null).failed).toBe(1);
  });

  it('end in one line', () => {
    const sum = addCounts(
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    );
    expect(closingLine(sum)).toBe('11 passed, 22 failed, 33 skipped');
  });
});
