import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { statReport } from './index.ts';

const [sample] = statReport.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(statReport, {
  data: { ...sample, cells: [{ id: 'c1', key: 'hq', reported: 12, computed: 12 }] },
  // domain.md §4 Notation: frozen with the rules of that day; what is found later is a note beside it.
  specified: {
    begin: { way: '– > draft', who: 'OH' },
    freeze: { way: 'draft > frozen', who: 'OH' },
    remark: { way: 'frozen > frozen', who: 'OH' },
  },
  cases: [
    { action: 'begin' },
    { action: 'freeze', missing: [{ data: { cells: [] }, code: 'stat.empty' }] },
    { action: 'remark', missing: [{ opinion: '', code: 'required' }] },
  ],
});
