/** Many clashes at once: everywhere, or for one kind of record. */
import type { Card } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import { Button, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { Choices } from './use-choices.ts';

export function BulkBar({ cards, choices }: { cards: readonly Card[]; choices: Choices }) {
  const { t, say } = useText();
  const clashes = cards.filter(({ kind }) => kind === 'clash');
  const open = clashes.flatMap((card) => card.clashes.filter(({ chosen }) => chosen === null));
  const types = [...new Set(clashes.map(({ type }) => type))];
  const ids = (type?: string) =>
    clashes.filter((card) => type === undefined || card.type === type).map(({ id }) => id);
  return (
    <>
      {clashes.length > 1 && (
        <div className="row wrap" role="group" aria-label={t('sync.bulk', { count: open.length })}>
          <span className="meta">{t('sync.bulk', { count: open.length })}</span>
          <Button onClick={() => void choices.chooseMany(ids(), 'mine')}>
            {t('sync.allMine')}
          </Button>
          <Button onClick={() => void choices.chooseMany(ids(), 'theirs')}>
            {t('sync.allTheirs')}
          </Button>
          {types.length > 1 &&
            types.map((name) => {
              const group = say(recordType(name)?.texts.name ?? { zh: name, en: name });
              return (
                <span key={name} className="row">
                  <Button onClick={() => void choices.chooseMany(ids(name), 'mine')}>
                    {t('sync.groupMine', { group })}
                  </Button>
                  <Button onClick={() => void choices.chooseMany(ids(name), 'theirs')}>
                    {t('sync.groupTheirs', { group })}
                  </Button>
                </span>
              );
            })}
        </div>
      )}
      {choices.left !== null && choices.left > 0 && (
        <Note tone="amber" role="status">
          {t('sync.bulkLeft', { count: choices.left })}
        </Note>
      )}
    </>
  );
}
