/** 疑似重复: the pairs of each kind, the surest first, and what was decided lately. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DuplicatePair } from '../../shared/bridge/duplicates.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { recordTypes } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { TypeTabs } from '../list/type-tabs.tsx';
import { Awaited, Empty, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { AcrossPane, useSeesAcross } from './across-pane.tsx';
import { Decisions } from './decisions.tsx';

const types = recordTypes.filter(({ duplicates }) => duplicates !== undefined);

export function DuplicatesPage() {
  const { t, say } = useText();
  const [type, setType] = useState(types[0]?.name ?? '');
  const [isAcross, setAcross] = useState(false);
  const seesAcross = useSeesAcross();
  const query = useAsk('duplicates.list', { type });
  useHints([
    { keys: 'Enter', word: t('key.open') },
    { keys: 'F6', word: t('key.nextPane') },
  ]);
  return (
    <>
      <PageHeader
        title={t('duplicates.title')}
        facts={
          query.data === undefined ? '' : t('duplicates.count', { count: query.data.pairs.length })
        }
      />
      <TypeTabs here="/duplicates" />
      <Panes
        main={
          <div className="pane-body scroll-body">
            <div className="row" role="group" aria-label={t('list.views')}>
              {types.map(({ name, texts }) => (
                <button
                  key={name}
                  type="button"
                  className={`step-choice ${name === type && !isAcross ? 'on' : ''}`}
                  aria-pressed={name === type && !isAcross}
                  onClick={() => {
                    setAcross(false);
                    setType(name);
                  }}
                >
                  {say(texts.name)}
                </button>
              ))}
              {seesAcross && (
                <button
                  type="button"
                  className={`step-choice ${isAcross ? 'on' : ''}`}
                  aria-pressed={isAcross}
                  onClick={() => setAcross(true)}
                >
                  {t('across.title')}
                </button>
              )}
            </div>
            {isAcross ? <AcrossPane /> : <Pairs type={type} query={query} />}
          </div>
        }
        side={
          <div className="pane-body">
            <Decisions />
          </div>
        }
        sideLabel={t('duplicates.decisions')}
      />
    </>
  );
}

function Pairs({
  type,
  query,
}: {
  type: string;
  query: ReturnType<typeof useAsk<'duplicates.list'>>;
}) {
  const { t } = useText();
  return (
    <Awaited query={query}>
      {({ pairs, isCut }) =>
        pairs.length === 0 ? (
          <Empty>{t('duplicates.empty')}</Empty>
        ) : (
          <>
            {isCut && <Note tone="plain">{t('duplicates.cut', { count: pairs.length })}</Note>}
            <PairTable type={type} pairs={pairs} />
          </>
        )
      }
    </Awaited>
  );
}

function PairTable(props: { type: string; pairs: readonly DuplicatePair[] }) {
  const { t, language } = useText();
  return (
    <table className="box-table pair-table">
      <thead>
        <tr>
          <th>{t('duplicates.level')}</th>
          <th>{t('duplicates.both')}</th>
          <th>{t('duplicates.why')}</th>
          <th aria-label={t('duplicates.compare')} />
        </tr>
      </thead>
      <tbody>
        {props.pairs.map(({ a, b, level, rules }) => (
          <tr key={`${a.id}/${b.id}`}>
            <td className="nowrap">
              <span className={`chip ${level === 'weak' ? '' : 'tone-amber'}`}>
                {labelOf('duplicate_level', level, language)}
              </span>
            </td>
            <td>
              <Side side={a} />
              <Side side={b} />
            </td>
            <td className="soft">
              {rules.map((rule) => labelOf('duplicate_rule', rule, language)).join('；')}
            </td>
            <td className="nowrap">
              <Link
                to="/compare/$type/$id/$other"
                params={{ type: props.type, id: a.id, other: b.id }}
              >
                {t('duplicates.compare')}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ side }: { side: DuplicatePair['a'] }) {
  const { t } = useText();
  return (
    <div className="pair-side">
      <b>{side.label}</b>
      <span className="meta">
        {[
          side.place,
          side.verifiedOn === '' ? '' : t('duplicates.verified', { date: side.verifiedOn }),
        ]
          .filter(Boolean)
          .join('　')}
      </span>
    </div>
  );
}
