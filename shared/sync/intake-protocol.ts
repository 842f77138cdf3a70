/**
 * What the public portals (网上创梦苑, 线上E+) may say to the district. No account, no device; nothing that was sent can be read back.
 *
 *   POST /v1/intake/request  {channel, kind, unit?, name, phone, …, consent}  -> {serverNo, token}   the receipt starts the clock
 *   POST /v1/intake/answer   {serverNo, token}                               -> {state, answer?…}    the office's answer, by the receipt only
 *   POST /v1/intake/rating   {serverNo, token, rating, note?}                -> {}                    once per answer
 *
 * Plain text only: markup, control characters and unknown fields (so attachments too) are refused. `website` is a trap for robots: people
 * do not see the field, and whoever fills it gets a receipt for nothing.
 */
import { z } from 'zod';

const markup = /<\s*[a-z!/?]/i;
// Tabs and line breaks are text; other control characters are not.
const control = /[\p{Cc}--[\t\n\r]]/v;

function plainText(max: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1)
    .refine((text) => Array.from(text).length <= max, { error: 'too_long' })
    .refine((text) => !markup.test(text) && !control.test(text), { error: 'plain_text' });
}

const receipt = {
  serverNo: z.string().regex(/^WS-\d{4}-\d{6}$/),
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
};

export const intakeRequest = z.strictObject({
  channel: z.enum(['cmy', 'eplus', 'other']),
  kind: z.enum(['advice', 'help', 'idea', 'project', 'startup', 'signup', 'card']),
  /** Nine digits; absent: the district finds the street. */
  unit: z
    .string()
    .regex(/^330203\d{3}$/)
    .optional(),
  name: plainText(60),
  phone: z.string().trim().min(5).max(30),
  country: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  identity: z.string().max(10).optional(),
  title: plainText(60),
  content: plainText(2000),
  /** The notice was read and agreed to; without it nothing is kept. */
  consent: z.literal(true),
  website: z.string().max(200).optional(),
});
export type IntakeRequest = z.infer<typeof intakeRequest>;

export const intakeAnswerRequest = z.strictObject(receipt);
export const intakeAnswer = z.strictObject({
  state: z.enum(['received', 'in_work', 'answered', 'closed']),
  answer: z.string().optional(),
  docRef: z.string().optional(),
  answeredOn: z.string().optional(),
});
export type IntakeAnswer = z.infer<typeof intakeAnswer>;

export const intakeRating = z.strictObject({
  ...receipt,
  rating: z.int().min(1).max(5),
  note: plainText(200).optional(),
});
