/** Writes down the street's tickets, legal cases and online requests with everything they brought into being. */
import { businessDateOf } from '../../calendar/time-zone.ts';
import { makeClinic } from './legal-cases.ts';
import { makeOnlineRequests } from './online-requests.ts';
import type { PlayedCase } from './play-case.ts';
import { instantOf, type Recorder } from './recorder.ts';
import type { StaffMember } from './staff.ts';
import type { Ref } from '../../fields/kinds.ts';
import type { TicketDeps, TicketEntry } from './tickets.ts';

export interface CaseDeps extends TicketDeps {
  readonly recorder: Recorder;
  /** The clinic's lawyer; a street without one has no legal cases. */
  readonly lawyer: StaffMember | undefined;
  readonly number: (kind: string, day: string) => string;
}

/** `origins`: the visit that a ticket came of. */
export function recordCases(
  deps: CaseDeps,
  tickets: readonly TicketEntry[],
  origins: ReadonlyMap<string, Ref>,
): void {
  for (const { id, community, registeredOn, ...made } of tickets) {
    const origin = origins.get(id);
    const played =
      origin === undefined ? made : { ...made, data: { ...made.data, source: 'visit', origin } };
    putCase(
      deps,
      { id, type: 'ticket', community, bizNo: deps.number('QN', registeredOn) },
      played,
    );
  }
  for (const { id, receivedOn: _day, ...played } of makeOnlineRequests(deps))
    putCase(deps, { id, type: 'online_request', community: '', bizNo: '' }, played);
  putDesks(deps);
  if (deps.lawyer === undefined) return;
  const clinic = makeClinic({ ...deps, lawyer: deps.lawyer });
  for (const { id, community, receivedOn, ...played } of clinic.cases)
    putCase(
      deps,
      { id, type: 'legal_case', community, bizNo: deps.number('FL', receivedOn) },
      played,
    );
  for (const { id, type, community, data, on } of clinic.entries)
    putPlain(deps, { id, type, community, data, at: instantOf(on, 16, 30), by: deps.officer });
}

function putCase(
  deps: CaseDeps,
  place: { id: string; type: string; community: string; bizNo: string },
  { data, state, history, others }: PlayedCase,
): void {
  deps.recorder.put({ ...place, data, state, history });
  for (const other of others) putPlain(deps, { ...other, community: place.community });
}

function putPlain(
  deps: CaseDeps,
  entry: {
    id: string;
    type: string;
    community: string;
    data: Record<string, unknown>;
    at: string;
    by: StaffMember;
  },
): void {
  const { at, by, ...rest } = entry;
  const bizNo = rest.type === 'clinic_session' ? deps.number('ZZ', businessDateOf(at)) : '';
  deps.recorder.put({
    ...rest,
    bizNo,
    state: 'active',
    history: [{ at, by, facts: { to: 'active' } }],
  });
}

/** The two centres with a duty roster of the street's own people. */
function putDesks(deps: CaseDeps): void {
  const people = [deps.officer, deps.lead, ...deps.liaisons.slice(0, 3)];
  const kinds = [
    ['service', `${deps.spec.name}侨企服务中心`],
    ['rights', `${deps.spec.name}侨企维权中心`],
  ] as const;
  kinds.forEach(([kind, name], index) => {
    const roster = ['1', '2', '3', '4', '5'].map((weekday, day) => {
      const person = people[(day + index) % people.length] ?? deps.officer;
      return {
        id: `r${weekday}`,
        weekday,
        person: { type: 'user', id: person.userId, label: person.name },
        hours: '9:00–17:00',
      };
    });
    putPlain(deps, {
      id: `${deps.prefix}-desk-${kind}`,
      type: 'service_point',
      community: '',
      at: instantOf(`${deps.today.slice(0, 4)}-01-04`, 9, 0),
      by: deps.officer,
      data: {
        name,
        kind,
        address: '演示路88号一楼',
        opening: '工作日 9:00–17:00',
        manager: { type: 'user', id: deps.officer.userId, label: deps.officer.name },
        roster,
        open: true,
      },
    });
  });
}
