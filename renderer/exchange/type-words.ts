/** Record types of a bundle in words, most first: `走访 4，办理经过 20`. */
import { recordType } from '../../shared/records/registry.ts';
import type { Speaker } from '../texts/use-text.ts';

export function typeWord(type: string, { t, say }: Speaker): string {
  if (type === 'event') return t('sync.events');
  const known = recordType(type);
  return known === undefined ? type : say(known.texts.name);
}

/** Types with their counts; events last, since they only accompany records. */
export function sortedTypes(types: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(types).toSorted(
    ([a, m], [b, n]) => Number(a === 'event') - Number(b === 'event') || n - m,
  );
}

export function typesInWords(types: Readonly<Record<string, number>>, speaker: Speaker): string {
  const words = sortedTypes(types).map(
    ([type, count]) => `${typeWord(type, speaker)} ${count.toLocaleString('en-US')}`,
  );
  return words.length === 0
    ? speaker.t('exchange.empty')
    : words.join(speaker.language === 'zh' ? '，' : ', ');
}
