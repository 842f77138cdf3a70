/** Writes the made-up street down as records with their history. */
import { businessDateOf } from '../../calendar/time-zone.ts';
import { addDays } from '../../calendar/day.ts';
import type { HouseholdData } from '../../records/household/schema.ts';
import { chance, pickWeighted, randomInt } from '../random.ts';
import type { EnterpriseEntry } from './enterprises.ts';
import type { Family, Member } from './family.ts';
import type { Home } from './home.ts';
import { abroadData, memberId, personRef, residentData } from './people.ts';
import { instantOf, type HistoryStep, type Recorder } from './recorder.ts';
import type { StaffMember } from './staff.ts';
import type { StreetSpec } from './street-spec.ts';
import type { SuggestionEntry } from './suggestions.ts';
import type { Tools } from './tools.ts';
import type { VisitEntry } from './visits.ts';

export interface RecordDeps {
  readonly tools: Tools;
  readonly spec: StreetSpec;
  readonly prefix: string;
  readonly recorder: Recorder;
  readonly officer: StaffMember;
  readonly lead: StaffMember;
  /** Day of the latest confirmed meeting, by subject. */
  readonly meetings: ReadonlyMap<string, string>;
  /** The next business number of a kind. */
  readonly number: (kind: string, day: string) => string;
}

/** Households with their members and relatives abroad, then those abroad whom nobody could place. */
export function recordRegister(deps: RecordDeps, homes: readonly Home[], loners: Family): void {
  for (const home of homes) {
    recordHousehold(deps, home);
    home.family.members.forEach((member, index) =>
      recordResident(deps, home, member, memberId(home.id, index)),
    );
    home.family.abroad.forEach((member, index) =>
      recordAbroad(deps, home, member, memberId(home.id, home.family.members.length + index)),
    );
  }
  loners.abroad.forEach((member, index) =>
    recordAbroad(deps, null, member, `${deps.prefix}-x-p${index + 1}`),
  );
}

export function recordEnterprises(deps: RecordDeps, enterprises: readonly EnterpriseEntry[]): void {
  for (const { id, data } of enterprises) {
    const met = deps.meetings.get(id);
    const seen =
      met === undefined
        ? {}
        : {
            lastVisitOn: met,
            ...(met > data.verifiedOn ? { verifiedOn: met, verifyMethod: 'visit' } : {}),
          };
    deps.recorder.put({
      id,
      type: 'enterprise',
      data: { ...data, ...seen },
      community: data.community ?? '',
      state: 'active',
      history: [entered(deps, data.verifiedOn, deps.officer)],
    });
  }
}

export function recordVisits(deps: RecordDeps, visits: readonly VisitEntry[]): void {
  const { recorder, tools } = deps;
  for (const visit of visits) {
    const { id, day, community, state, data, checker } = visit;
    const submitted: HistoryStep = {
      at: laterOn(data.visitAt, tools),
      by: visit.recorder,
      facts: { action: 'submit', to: 'submitted' },
    };
    const checkedAt = instantOf(
      atMost(addDays(day, randomInt(tools.random, 1, 3)), addDays(tools.today, -1), day),
      17,
      50,
    );
    const checked: HistoryStep[] =
      state === 'confirmed'
        ? [
            {
              at: checkedAt,
              by: checker,
              facts: { action: 'confirm', from: 'submitted', to: 'confirmed' },
            },
          ]
        : state === 'returned'
          ? [
              {
                at: checkedAt,
                by: checker,
                facts: {
                  action: 'return',
                  from: 'submitted',
                  to: 'returned',
                  opinion: '请补充家庭近况后再报',
                },
              },
            ]
          : [];
    recorder.put({
      id,
      type: 'visit',
      data,
      community,
      state,
      bizNo: deps.number('ZF', day),
      history: [submitted, ...checked],
    });
  }
}

export function recordSuggestions(deps: RecordDeps, suggestions: readonly SuggestionEntry[]): void {
  for (const { id, community, by, state, data } of suggestions) {
    const registered: HistoryStep = {
      at: instantOf(data.receivedOn, 17, 30),
      by,
      facts: { action: 'register', to: 'registered' },
    };
    const answered: HistoryStep[] =
      data.repliedOn === undefined
        ? []
        : [
            {
              at: instantOf(data.repliedOn, 17, 40),
              by: deps.officer,
              facts: { action: 'answer', from: 'registered', to: 'answered' },
            },
          ];
    const closed: HistoryStep[] =
      data.repliedOn === undefined || state === 'answered' || state === 'registered'
        ? []
        : [
            {
              at: instantOf(data.repliedOn, 17, 55),
              by: deps.lead,
              facts: {
                action: state === 'adopted' ? 'adopt' : 'explain',
                from: 'answered',
                to: state,
              },
            },
          ];
    deps.recorder.put({
      id,
      type: 'suggestion',
      data,
      community,
      state,
      bizNo: deps.number('YJ', data.receivedOn),
      history: [registered, ...answered, ...closed],
    });
  }
}

function recordHousehold(deps: RecordDeps, home: Home): void {
  const { tools, meetings, recorder } = deps;
  const met = meetings.get(home.id);
  const data: HouseholdData = {
    name: `${home.head.name}户`,
    head: personRef(memberId(home.id, 0), home.head),
    kind: home.family.kind,
    addr: home.addr,
    community: home.community,
    fileNo: `${home.community.slice(-6)}-${home.id.slice(-4)}`,
    liaison: { type: 'user', id: home.liaison.userId, label: home.liaison.name },
    ...(home.tags.length === 0 ? {} : { tags: [...home.tags] }),
    standing: 'active',
    verifiedOn: met !== undefined && met > home.verifiedOn ? met : home.verifiedOn,
    verifyMethod:
      met !== undefined
        ? 'visit'
        : pickWeighted(tools.random, { visit: 60, phone: 30, wechat: 10 }),
    ...(met === undefined ? {} : { lastVisitOn: met }),
  };
  recorder.put({
    id: home.id,
    type: 'household',
    data,
    community: home.community,
    state: 'active',
    history: [entered(deps, home.verifiedOn, home.liaison)],
  });
}

function recordResident(deps: RecordDeps, home: Home, member: Member, id: string): void {
  const data = residentData(
    { ...deps, verifiedOn: home.verifiedOn, lastVisitOn: null },
    member,
    home,
  );
  deps.recorder.put({
    id,
    type: 'person',
    data,
    community: home.community,
    state: 'active',
    history: [entered(deps, home.verifiedOn, home.liaison)],
  });
}

function recordAbroad(deps: RecordDeps, home: Home | null, member: Member, id: string): void {
  const { tools, officer } = deps;
  const liaison = home?.liaison ?? officer;
  const stale = home?.stale ?? chance(tools.random, 0.5);
  const verifiedOn =
    home?.verifiedOn ??
    addDays(
      tools.today,
      -(stale ? randomInt(tools.random, 380, 1000) : randomInt(tools.random, 5, 350)),
    );
  const data = abroadData({ ...deps, verifiedOn, lastVisitOn: null }, member, home, liaison);
  deps.recorder.put({
    id,
    type: 'person',
    data,
    community: home?.community ?? '',
    state: 'active',
    history: [entered(deps, verifiedOn, liaison)],
  });
}

/** The entry as it came into the register, on the day it was verified. */
function entered({ tools }: RecordDeps, day: string, by: StaffMember): HistoryStep {
  return {
    at: instantOf(day, randomInt(tools.random, 9, 16), randomInt(tools.random, 0, 59)),
    by,
    facts: { to: 'active' },
  };
}

/** Written up at the end of the same day. */
function laterOn(visitAt: string, { random }: Tools): string {
  return instantOf(businessDateOf(visitAt), 17, randomInt(random, 0, 29));
}

function atMost(day: string, last: string, first: string): string {
  const kept = day < last ? day : last;
  return kept > first ? kept : first;
}
