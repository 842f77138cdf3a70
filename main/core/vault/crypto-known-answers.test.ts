import { expect, it } from 'vitest';
import { knownAnswers, runKnownAnswers } from './testing/crypto-known-answers.ts';

it('computes what the standards publish, here in Node', async () => {
  const reports = await runKnownAnswers();
  expect(reports.filter(({ ok }) => !ok)).toEqual([]);
  expect(reports).toHaveLength(knownAnswers.length);
});
