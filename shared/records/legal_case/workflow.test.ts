import { registerWorkflowTable } from '../../workflow/testing/register-workflow-table.ts';
import { legalCase } from './index.ts';

const [sample] = legalCase.samples;
if (sample === undefined) throw new Error('a sample');
const lawyer = { type: 'user', id: 'user-W', label: 'W' };

registerWorkflowTable(legalCase, {
  // A case that everybody of the table may see: taken in by the liaison, given to the lawyer.
  data: {
    ...sample,
    lawyer,
    opponent: '某境外买方',
    opinionKind: 'simple',
    consent: true,
    noticed: true,
    contact: '俞伟明',
    phone: '10100000026',
  },
  createdBy: 'user-L',
  today: '2026-11-20',
  // domain.md §3.4
  specified: {
    book: { way: '– > booked', who: 'OL', within: 1 },
    receive: { way: '–, booked > received', who: 'OL', within: 1 },
    triage: { way: 'received > triaged', who: 'OW', within: 1 },
    withdraw_for_conflict: { way: 'triaged, consulting > conflict', who: 'WO', within: 1 },
    change_lawyer: { way: 'conflict > triaged', who: 'OH', within: 1 },
    decline: { way: 'triaged > declined', who: 'H' },
    consult: { way: 'triaged > consulting', who: 'WO', within: 3 },
    give_opinion: { way: 'consulting > opinion', who: 'W', within: 3 },
    refer: { way: 'opinion, tracking > referred', who: 'OW', within: 3 },
    track: { way: 'opinion, referred, tracking > tracking', who: 'O' },
    close: { way: 'opinion, tracking > closed', who: 'O' },
    withdraw: { way: 'booked, received, triaged, conflict, consulting > withdrawn', who: 'O' },
  },
  cases: [
    { action: 'book' },
    {
      action: 'receive',
      missing: [
        { without: ['contact'], code: 'required' },
        { without: ['phone'], code: 'required' },
        { data: { noticed: false }, code: 'legal_case.tick' },
        { data: { consent: false }, code: 'legal_case.tick' },
      ],
    },
    {
      action: 'triage',
      missing: [
        { without: ['opponent'], code: 'required' },
        { without: ['opinionKind'], code: 'required' },
        { facts: { conflicts: 1 }, code: 'legal_case.lawyer_conflict' },
      ],
    },
    {
      action: 'withdraw_for_conflict',
      data: { conflictNote: '曾任对方顾问' },
      missing: [{ without: ['conflictNote'], code: 'required' }],
    },
    {
      action: 'change_lawyer',
      missing: [{ facts: { conflicts: 2 }, code: 'legal_case.lawyer_conflict' }],
    },
    {
      action: 'decline',
      data: { whereTo: '区人民法院' },
      missing: [
        { without: ['whereTo'], code: 'required' },
        { opinion: '', code: 'required' },
      ],
    },
    { action: 'consult' },
    {
      action: 'give_opinion',
      data: { opinion: '先发函催告' },
      missing: [{ without: ['opinion'], code: 'required' }],
    },
    {
      action: 'refer',
      data: {
        referral: 'mediation',
        referralTo: '镇街人民调解委员会',
        referralContact: '调解室',
        handover: '材料已移交',
        clientAgrees: true,
      },
      missing: [
        { without: ['referral'], code: 'required' },
        { without: ['referralTo'], code: 'required' },
        { without: ['referralContact'], code: 'required' },
        { without: ['handover'], code: 'required' },
        { data: { clientAgrees: false }, code: 'legal_case.tick' },
      ],
    },
    {
      action: 'track',
      data: { nextCheckOn: '2026-12-20' },
      missing: [
        { without: ['nextCheckOn'], code: 'required' },
        { data: { nextCheckOn: '2026-12-21' }, code: 'legal_case.check_within' },
        { data: { nextCheckOn: '2026-11-20' }, code: 'legal_case.check_within' },
      ],
    },
    {
      action: 'close',
      data: { result: 'advised', satisfaction: 5 },
      missing: [
        { without: ['result'], code: 'required' },
        { without: ['satisfaction'], code: 'required' },
      ],
    },
    { action: 'withdraw', missing: [{ opinion: '', code: 'required' }] },
  ],
});
