/** A small synthetic street in memory: what the fake bridge answers from. Deterministic, so that tests and photographs repeat. */
import type { Actor } from '../../shared/access/actor.ts';
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import {
  streetCommunities,
  streetStaff,
  type StaffMember,
} from '../../shared/samples/street/staff.ts';
import { smallStreet, wangchun } from '../../shared/samples/street/street-spec.ts';
import type { Draft, Settings } from '../../shared/bridge/contract.ts';

export interface FakeOffice {
  readonly now: number;
  readonly actor: Actor;
  readonly staff: readonly StaffMember[];
  readonly communities: readonly { code: string; name: string; unit: string }[];
  records: Envelope[];
  events: EventDoc[];
  drafts: Draft[];
  settings: Settings;
  readonly pendingIds: Set<string>;
}

/** `share` of the real street's size; 1 is 1,586 persons. */
export function createFakeOffice(share = 0.05): FakeOffice {
  const today = '2026-11-23';
  const spec = smallStreet(wangchun, share);
  const staff = streetStaff(spec, 7);
  const street = generateStreet({ spec, seed: 7, today, staff });
  const officer = staff.find(({ roles }) => roles.includes('O'));
  if (officer === undefined) throw new Error('the street has no officer');
  return {
    now: Date.parse('2026-11-23T01:46:00.000Z'),
    actor: {
      userId: officer.userId,
      name: officer.name,
      unit: officer.unit,
      community: '',
      roles: [...officer.roles],
    },
    staff,
    communities: streetCommunities(spec).map((each) => ({ ...each, unit: spec.unit })),
    records: [...street.records],
    events: [...street.events],
    drafts: [],
    settings: {
      language: 'zh',
      textSize: 'normal',
      theme: 'light',
      rowHeight: 'normal',
      syncEveryMinutes: 15,
      lockAfterMinutes: 15,
    },
    pendingIds: new Set(street.records.slice(-3).map(({ id }) => id)),
  };
}
