import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { censusBatch } from './index.ts';

const [sample] = censusBatch.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(censusBatch, {
  data: { ...sample, report: '核查 120 户，更正 7 户。' },
  // domain.md §2.3 E71: 准备→实施→汇总→验收, the street's own; the chair takes it over.
  specified: {
    prepare: { way: '– > prepare', who: 'OH' },
    start: { way: 'prepare > running', who: 'OH' },
    sum_up: { way: 'running > summing', who: 'OH' },
    accept: { way: 'summing > accepted', who: 'H' },
  },
  cases: [
    { action: 'prepare' },
    { action: 'start' },
    { action: 'sum_up' },
    { action: 'accept', missing: [{ without: ['report'], code: 'required' }] },
  ],
});
