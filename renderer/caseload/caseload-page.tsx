/** 联络包干: who has how much, and handing it over with a preview and a way back. */
import { useState } from 'react';
import type { Output } from '../../shared/bridge/contract.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { TypeTabs } from '../list/type-tabs.tsx';
import { Awaited, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { HandOverForm } from './hand-over-form.tsx';
import { PastHandOvers } from './past-hand-overs.tsx';

export type Board = Extract<Output<'caseload.board'>, { ok: true }>['value'];
export type Person = Board['people'][number];

export function CaseloadPage() {
  const { t } = useText();
  const query = useAsk('caseload.board', {});
  const [chosen, setChosen] = useState<string | null>(null);
  useHints([
    { keys: 'Enter', word: t('key.select') },
    { keys: 'F6', word: t('key.nextPane') },
  ]);
  return (
    <>
      <PageHeader title={t('caseload.title')} facts="" />
      <TypeTabs here="/caseload" />
      <Awaited query={query}>
        {(board) => {
          const person = board.people.find(({ id }) => id === chosen);
          return (
            <Panes
              main={
                board.people.length === 0 ? (
                  <Empty>{t('caseload.empty')}</Empty>
                ) : (
                  <PeopleTable people={board.people} chosen={chosen} onChoose={setChosen} />
                )
              }
              side={
                <div className="pane-body">
                  {person === undefined ? (
                    <p className="meta">{t('caseload.pick')}</p>
                  ) : (
                    <HandOverForm key={person.id} person={person} people={board.people} />
                  )}
                  <PastHandOvers past={board.past} />
                </div>
              }
              sideLabel={t('caseload.handOver')}
            />
          );
        }}
      </Awaited>
    </>
  );
}

function PeopleTable(props: {
  people: readonly Person[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const { t } = useText();
  const total = (person: Person) => person.household + person.person + person.enterprise;
  const sorted = props.people.toSorted((a, b) => total(b) - total(a));
  return (
    <div className="pane-body scroll-body">
      <table className="box-table caseload-table">
        <thead>
          <tr>
            <th>{t('caseload.who')}</th>
            {(['household', 'person', 'enterprise', 'total'] as const).map((key) => (
              <th key={key} className="num">
                {t(`caseload.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((person) => (
            <tr key={person.id} className={person.id === props.chosen ? 'on' : ''}>
              <td>
                <button
                  type="button"
                  className="link"
                  aria-pressed={person.id === props.chosen}
                  onClick={() => props.onChoose(person.id)}
                >
                  {person.label}
                </button>
                {!person.isActive && <span className="meta">{`　${t('caseload.left')}`}</span>}
              </td>
              <td className="num">{shown(person.household)}</td>
              <td className="num">{shown(person.person)}</td>
              <td className="num">{shown(person.enterprise)}</td>
              <td className="num">
                <b>{shown(total(person))}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shown(count: number): string {
  return count === 0 ? '—' : count.toLocaleString('en-US');
}
