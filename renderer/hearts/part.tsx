/** Parts of a page about one subject: a titled block that says when it is empty, and rows of counts that open their rows. */
import type { ReactNode } from 'react';
import type { Tally } from '../../shared/bridge/panorama.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Bilingual } from '../../shared/texts/bilingual.ts';
import { textGroups } from '../texts/index.ts';
import { useText } from '../texts/use-text.ts';
import { TallyLink } from './tally-link.tsx';

export function Part(props: { title: string; isEmpty: boolean; children: ReactNode }) {
  const { t } = useText();
  return (
    <section className="panorama-part" aria-label={props.title}>
      <h2 className="block-title">{props.title}</h2>
      {props.isEmpty ? <p className="meta">{t('hearts.none')}</p> : props.children}
    </section>
  );
}

/** A state's own name, or the words of these pages. */
export function tallyName({ key, type }: Pick<Tally, 'key' | 'type'>): Bilingual {
  const state = recordType(type)?.texts.states[key];
  if (state !== undefined) return state;
  const words = (textGroups.hearts as Record<string, readonly [string, string]>)[`n_${key}`];
  return words === undefined ? { zh: key, en: key } : { zh: words[0], en: words[1] };
}

export function Tallies({ tallies }: { tallies: readonly Tally[] }) {
  const { t, say } = useText();
  if (tallies.length === 0) return <span className="meta">{t('hearts.none')}</span>;
  return (
    <dl className="fact-line">
      {tallies.map((tally) => {
        const name = tallyName(tally);
        return (
          <div key={tally.key}>
            <dt>{say(name)}</dt>
            <dd>
              <TallyLink tally={tally} name={name} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
