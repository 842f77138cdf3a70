import { describe, expect, it } from 'vitest';
import { failures } from '../../shared/bridge/errors.ts';
import { syncLogKinds } from '../../shared/bridge/sync-room.ts';
import { say } from '../../shared/texts/bilingual.ts';
import { createTexts } from '../texts/index.ts';
import type { Speaker } from '../texts/use-text.ts';
import { wordsOf, type LogEntry } from './log-words.ts';

const at = '2026-11-26T02:00:00.000Z';

/** One entry of each kind at least, with the parameters that the core gives it. */
const entries: readonly LogEntry[] = [
  { at, what: 'sent', params: { rows: 12 } },
  { at, what: 'rejected', params: { rows: 2 } },
  { at, what: 'failed', params: { code: 'E_OFFLINE', server: 'https://qiao.example' } },
  { at, what: 'failed', params: { code: 'E_DEVICE_REVOKED' } },
  { at, what: 'stuck', params: {} },
  { at, what: 'reread', params: { collection: 'records', scope: '330203008' } },
  { at, what: 'purged', params: { collection: 'events', rows: 7 } },
  { at, what: 'rescued', params: { rows: 3 } },
  { at, what: 'decided', params: { kind: 'restored', choice: 'proceed' } },
  { at, what: 'decided', params: { kind: 'mass_delete', choice: 'again' } },
];

async function speaker(language: 'zh' | 'en'): Promise<Pick<Speaker, 't' | 'fail'>> {
  const texts = await createTexts(language);
  return {
    t: (key, params) => texts.t(key, params ?? {}),
    fail: (failure) => say(failures[failure.code], language, failure.params),
  };
}

describe('最近经过', () => {
  it('has words for every kind of entry, in both languages, with what there is to do', async () => {
    expect(new Set(entries.map(({ what }) => what))).toEqual(new Set(syncLogKinds));
    for (const language of ['zh', 'en'] as const) {
      const texts = await speaker(language);
      const seen = new Set<string>();
      for (const entry of entries) {
        const { said, todo } = wordsOf(entry, texts);
        for (const text of [said, todo]) {
          expect(text.length, entry.what).toBeGreaterThan(3);
          // No key, no code and no empty hole is shown to anybody.
          expect(text).not.toMatch(/syncLog\.|[{}]|E_[A-Z]|undefined/);
          if (language === 'zh') expect(text).toMatch(/\p{Script=Han}/u);
        }
        seen.add(said);
      }
      expect(seen.size).toBe(entries.length);
    }
  });

  it('tells what passes by itself from what stops', async () => {
    const texts = await speaker('zh');
    const of = (code: string) => wordsOf({ at, what: 'failed', params: { code } }, texts);
    expect(of('E_OFFLINE').isTrouble).toBe(false);
    expect(of('E_SERVER_REPLACED').isTrouble).toBe(true);
    expect(of('E_MASS_DELETE').said).toContain('同步停下了');
  });
});
