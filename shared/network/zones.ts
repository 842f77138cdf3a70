/** 片区画像 (S22–S25): what the seed says of a zone beside what the register counts. The register judges, the seed does not. Pure. */
export interface ZoneFigures {
  readonly zone: string;
  readonly persons: number;
  readonly old: number;
  readonly young: number;
  readonly enterprises: number;
  readonly aboveScale: number;
  readonly ecommerce: number;
  readonly startups: number;
  readonly donations: number;
  /** 分. */
  readonly donated: number;
}

export type Verdict = 'holds' | 'not' | 'unknown';

export interface Claim {
  readonly zone: string;
  readonly key: 'few_old' | 'many_old' | 'startups' | 'enterprises' | 'donations';
  readonly verdict: Verdict;
}

/** 老侨 among those of whom it is known; null where it is known of nobody. */
export function oldShare({ old, young }: ZoneFigures): number | null {
  return old + young === 0 ? null : old / (old + young);
}

/** The claims of the seed in its order; a claim about "many" holds when no other zone has more for its size. */
export function claimsOf(zones: readonly ZoneFigures[]): readonly Claim[] {
  const of = (zone: string) => zones.find((each) => each.zone === zone);
  const [east, middle, west] = [of('east'), of('middle'), of('west')];
  const per = (value: (each: ZoneFigures) => number) => (each: ZoneFigures) =>
    each.persons === 0 ? null : value(each) / each.persons;
  const most = (
    zone: ZoneFigures | undefined,
    rate: (each: ZoneFigures) => number | null,
  ): Verdict => {
    const own = zone === undefined ? null : rate(zone);
    const others = zones.filter((each) => each !== zone).map(rate);
    if (own === null || own === 0 || others.some((each) => each === null)) return 'unknown';
    return others.every((each) => own >= (each ?? 0)) ? 'holds' : 'not';
  };
  const half = (zone: ZoneFigures | undefined, wantsOld: boolean): Verdict => {
    const share = zone === undefined ? null : oldShare(zone);
    if (share === null) return 'unknown';
    return share > 0.5 === wantsOld ? 'holds' : 'not';
  };
  return [
    { zone: 'east', key: 'few_old', verdict: half(east, false) },
    {
      zone: 'east',
      key: 'startups',
      verdict: most(
        east,
        per(({ startups }) => startups),
      ),
    },
    { zone: 'west', key: 'many_old', verdict: half(west, true) },
    {
      zone: 'middle',
      key: 'enterprises',
      verdict: most(
        middle,
        per(({ enterprises }) => enterprises),
      ),
    },
    {
      zone: 'middle',
      key: 'donations',
      verdict: most(
        middle,
        per(({ donated }) => donated),
      ),
    },
  ];
}
