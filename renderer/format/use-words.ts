/** The words that values need besides dictionaries: communities from the masters, yes and no. */
import { useMemo } from 'react';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useText } from '../texts/use-text.ts';
import type { ValueWords } from './values.ts';

export function useWords(): ValueWords {
  const { language, t } = useText();
  const { now } = useSurroundings();
  const communities = useAsk('masters.communities', {}).data;
  return useMemo(() => {
    const names = new Map((communities ?? []).map(({ code, name }) => [code, name]));
    return {
      language,
      yes: t('list.yes'),
      no: t('list.no'),
      count: (count) => t('list.countOf', { count }),
      communityName: (code) => names.get(code) ?? code,
      now: now(),
    };
  }, [communities, language, t, now]);
}
