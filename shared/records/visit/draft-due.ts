/** A visit is submitted within three working days (domain.md §3.1 draft → submitted). Pure. */
import { z } from 'zod';
import { businessDateOf } from '../../calendar/time-zone.ts';
import type { VisitData } from './schema.ts';

const submitDays = 3;

/** Counted from the day of the visit; null while the draft does not say when it was. */
export function submitWithin({
  visitAt,
}: Partial<VisitData>): { readonly from: string; readonly wd: number } | null {
  return z.iso.datetime().safeParse(visitAt).success && visitAt !== undefined
    ? { from: businessDateOf(visitAt), wd: submitDays }
    : null;
}
