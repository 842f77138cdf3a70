/** 三级组织网 and 片区画像. */
import { z } from 'zod';
import { sloganRequest } from '../sync/zones-protocol.ts';
import { answer, nothing } from './answer.ts';

const coverage = z.object({ covered: z.int(), of: z.int(), share: z.number().nullable() });
const counts = z.record(z.string(), z.int());

export const networkProcedures = {
  'network.tiers': {
    input: nothing,
    output: answer(
      z.object({
        /** Units for the district, communities of the own unit for a street. */
        by: z.enum(['unit', 'community']),
        rows: z.array(
          z.object({
            place: z.string(),
            name: z.string(),
            kind: z.string(),
            tiers: counts,
            kinds: counts,
          }),
        ),
        streets: coverage,
        all: coverage,
        communities: coverage,
      }),
    ),
  },
  'network.zones': {
    input: nothing,
    output: answer(
      z.object({
        asOf: z.string(),
        zones: z.array(
          z.object({
            /** '': units that no zone is written for. */
            zone: z.string(),
            units: z.array(z.string()),
            persons: z.int(),
            old: z.int(),
            young: z.int(),
            enterprises: z.int(),
            aboveScale: z.int(),
            ecommerce: z.int(),
            startups: z.int(),
            donations: z.int(),
            donated: z.int(),
            /** Units with a 一域一品 that is under way, of how many units. */
            branded: z.int(),
            divisions: z.int(),
            /** What the zone is meant for in the district's words; '': those of the method. */
            slogan: z.string(),
          }),
        ),
        claims: z.array(
          z.object({
            zone: z.string(),
            key: z.enum(['few_old', 'many_old', 'startups', 'enterprises', 'donations']),
            verdict: z.enum(['holds', 'not', 'unknown']),
          }),
        ),
      }),
    ),
  },
  'network.setSlogan': { input: sloganRequest, output: answer(nothing) },
} as const;
