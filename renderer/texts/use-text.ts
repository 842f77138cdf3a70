/** Texts for a component: `t` for the page's own, `say` for labels of the registry, in the language of the moment. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/bridge/errors.ts';
import { failures } from '../../shared/bridge/errors.ts';
import { say as sayIn, type Bilingual, type Language } from '../../shared/texts/bilingual.ts';
import type { TextKey } from './index.ts';

export type TextParams = Readonly<Record<string, string | number>>;

export interface Speaker {
  readonly language: Language;
  t(key: TextKey, params?: TextParams): string;
  say(text: Bilingual, params?: TextParams): string;
  /** The sentence of an expected failure: what happened, what is safe, what to do. */
  fail(failure: Failure): string;
}

export function useText(): Speaker {
  const { t, i18n } = useTranslation('page');
  const language: Language = i18n.language === 'en' ? 'en' : 'zh';
  return useMemo(
    () => ({
      language,
      t: (key, params) => t(key, params ?? {}),
      say: (text, params) => sayIn(text, language, params),
      fail: (failure) => sayIn(failures[failure.code], language, failure.params),
    }),
    [language, t],
  );
}
