/** The street's communities as master records, which the district sends down to the street. */
import type { Envelope } from '../../records/envelope.ts';
import type { UnitData } from '../../records/unit/schema.ts';
import { demoDevice } from './recorder.ts';
import { streetCommunities } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';

/** One `unit` record for each community; `at` is the instant of their making, `by` the id of the user who made them. */
export function communityRecords(spec: StreetSpec, at: string, by: string): Envelope[] {
  return streetCommunities(spec).map(({ code, name }) => {
    const data: UnitData = { code, name, kind: spec.communityKind, parent: spec.unit };
    return {
      id: code,
      type: 'unit',
      unit: spec.unit,
      community: '',
      state: 'active',
      bizNo: '',
      class: 'internal',
      isDemo: true,
      schemaVersion: 1,
      version: 1,
      mutation: `${code}.1`,
      createdAt: at,
      createdBy: by,
      updatedAt: at,
      updatedBy: by,
      device: demoDevice,
      data,
    };
  });
}
