import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { serviceContact } from './index.ts';

const [sample] = serviceContact.samples;
if (sample === undefined) throw new Error('a sample');

registerWorkflowTable(serviceContact, {
  data: sample,
  // domain.md S77, §4.10: taken in, and routed within one working day.
  specified: {
    receive: { way: '– > received', who: 'OLH', within: 1 },
    route: { way: 'received > routed', who: 'OLH' },
  },
  cases: [
    { action: 'receive' },
    {
      action: 'route',
      missing: [
        { data: { route: 'on_site' }, without: ['answer'], code: 'required' },
        {
          data: { route: 'ticket', subject: { type: 'person', id: 'p', label: '虞' } },
          code: 'service_contact.ticket_needs_enterprise',
        },
      ],
    },
  ],
});
