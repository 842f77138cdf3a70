/** One row of the preview: who, what is wrong or would change, cells to be corrected in place, and the decision. */
import { useState } from 'react';
import type { Problem } from '../../shared/fields/field.ts';
import type { RosterDecision } from '../../shared/bridge/rosters.ts';
import { recordType } from '../../shared/records/registry.ts';
import { rosterColumn } from '../../shared/rosters/columns.ts';
import { rosterProblemText } from '../../shared/rosters/texts.ts';
import { fieldLabel } from '../../shared/texts/problems.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { decisionTexts, type RosterRowValue } from './roster-shapes.ts';

export function RosterRow(props: { upload: string; row: RosterRowValue; onDone: () => void }) {
  const { t, language } = useText();
  const { row } = props;
  return (
    <tr>
      <td className="num">{row.part > 0 ? `${row.row}-${row.part}` : row.row}</td>
      <td>
        <b>{row.name}</b>
        <div className="meta">{row.facts}</div>
      </td>
      <td>
        <b className={row.kind === 'error' || row.kind === 'ask' ? 'tone-red' : ''}>
          {t(`rosters.${row.kind}`)}
        </b>
        {row.problems.map((problem) => (
          <div
            key={problem.field + problem.code}
            className={problem.severity === 'error' ? 'tone-red' : 'meta'}
          >
            {rosterProblemText(problem as Problem, language)}
          </div>
        ))}
        <Candidates row={row} />
        {row.kind === 'merge' && <Changes title={t('rosters.into')} changes={row.changes} />}
        {row.kind === 'merge' && row.differs.length > 0 && (
          <Changes title={t('rosters.differs')} changes={row.differs} />
        )}
        {row.kind === 'error' && <Corrections {...props} />}
      </td>
      <td>
        <Decision {...props} />
      </td>
    </tr>
  );
}

function Candidates({ row }: { row: RosterRowValue }) {
  const { t } = useText();
  if (row.candidates.length === 0 || row.kind === 'same') return null;
  return (
    <ul className="roster-candidates">
      {row.candidates.map(({ id, label, place, level }) => (
        <li key={id} className={id === row.target ? '' : 'meta'}>
          {t('rosters.perhaps')} <b>{label}</b>　{place}　{t(`rosters.${level}`)}
        </li>
      ))}
    </ul>
  );
}

function Changes(props: { title: string; changes: RosterRowValue['changes'] }) {
  const { t, language } = useText();
  const person = recordType('person');
  const nameOf = (field: string) =>
    rosterColumn(field)?.title[language] ??
    (person === undefined ? field : fieldLabel(person, field, language));
  return (
    <div className="roster-changes">
      <span className="meta">{props.title}</span>
      {props.changes.map(({ field, before, after }) => (
        <div key={field + after}>
          {nameOf(field)}：<span className="meta">{before || t('excel.empty')}</span> →{' '}
          {after || t('excel.empty')}
        </div>
      ))}
    </div>
  );
}

/** The cells that cannot be read, each with a box; Enter judges the row again. */
function Corrections(props: { upload: string; row: RosterRowValue; onDone: () => void }) {
  const { t, say } = useText();
  const tell = useTell();
  const { row, upload, onDone } = props;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const wrong = new Set(
    row.problems
      .filter(({ severity }) => severity === 'error')
      .map(({ field }) => field.split('.')[0]),
  );
  const cells = row.cells.filter(({ key }) => wrong.has(key) || row.cells.length === 1);
  const correct = async (key: string, before: string) => {
    const text = texts[key] ?? before;
    if (text === before) return;
    await tell('roster.correct', { upload, no: row.no, key, text });
    onDone();
  };
  return (
    <>
      {cells.map(({ key, text }) => (
        <form
          key={key}
          className="row roster-correct"
          onSubmit={(event) => {
            event.preventDefault();
            void correct(key, text);
          }}
        >
          <input
            autoComplete="off"
            className="field-input"
            aria-label={t('rosters.cell', {
              column: say(rosterColumn(key)?.title ?? { zh: key, en: key }),
              row: row.row,
            })}
            value={texts[key] ?? text}
            onChange={(event) => setTexts({ ...texts, [key]: event.currentTarget.value })}
          />
          <button type="submit" className="button small">
            {t('rosters.correct')}
          </button>
        </form>
      ))}
    </>
  );
}

function Decision(props: { upload: string; row: RosterRowValue; onDone: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const { row, upload, onDone } = props;
  const [target, setTarget] = useState(row.target || (row.candidates[0]?.id ?? ''));
  const decide = async (decision: RosterDecision) => {
    await tell('roster.decide', { upload, rows: [row.no], kind: null, decision, target });
    onDone();
  };
  const hasTarget = row.candidates.length > 0 || row.target !== '';
  const choices: readonly RosterDecision[] =
    row.kind === 'error'
      ? ['without', 'skip']
      : row.kind === 'skip' || row.kind === 'same'
        ? ['back', 'new']
        : hasTarget
          ? ['fill', 'take', 'new', 'skip']
          : row.kind === 'new'
            ? ['skip', 'back']
            : ['new', 'skip'];
  return (
    <div className="roster-decide">
      {row.candidates.length > 1 && (
        <select
          className="field-input"
          aria-label={t('rosters.perhaps')}
          value={target}
          onChange={(event) => setTarget(event.currentTarget.value)}
        >
          {row.candidates.map(({ id, label, place }) => (
            <option key={id} value={id}>
              {label}　{place}
            </option>
          ))}
        </select>
      )}
      {choices.map((decision) => (
        <Button key={decision} small onClick={() => void decide(decision)}>
          {t(decisionTexts[decision])}
        </Button>
      ))}
    </div>
  );
}
