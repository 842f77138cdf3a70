/** 一户一档: the household as a whole beside one of its cases: members, cases, what it was given, visits, follow-ups. */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { formatFen } from '../../shared/money/fen.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { Light } from '../parts/light.tsx';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { Part, Tallies } from './part.tsx';
import { RecordLine } from './record-line.tsx';

type File = Value<'hardship.file'>;

export function HouseholdFilePane({ id }: { id: string }) {
  const query = useAsk('hardship.file', { household: id });
  return (
    <div className="pane-body scroll-body">
      <Awaited query={query} bars={9}>
        {(file) => <Loaded file={file} />}
      </Awaited>
    </div>
  );
}

function Loaded({ file }: { file: File }) {
  const { t, language } = useText();
  return (
    <>
      <h2 className="pane-title">
        <Link to="/record/$type/$id" params={{ type: file.household.type, id: file.household.id }}>
          {file.household.label}
        </Link>
      </h2>
      <p className="meta">
        {[
          file.fileNo === '' ? '' : `${t('hearts.fileNo')} ${file.fileNo}`,
          ...file.tags.map((tag) => labelOf('household_tag', tag, language)),
        ]
          .filter(Boolean)
          .join('　')}
      </p>
      <Tallies tallies={file.tallies} />
      <div className="panorama-columns">
        <Part title={t('hearts.fileCases')} isEmpty={file.cases.length === 0}>
          <ul>
            {file.cases.map((line) => (
              <RecordLine key={line.id} line={line} />
            ))}
          </ul>
        </Part>
        <Part title={t('hearts.members')} isEmpty={file.people.length === 0}>
          <Members file={file} />
        </Part>
        <Part title={t('hearts.previousAid')} isEmpty={file.aid.length === 0}>
          <PreviousAid file={file} />
        </Part>
        <Part title={t('hearts.followUps')} isEmpty={file.followUps.length === 0}>
          <FollowUps file={file} />
        </Part>
        <Part title={t('hearts.fileVisits')} isEmpty={file.visits.length === 0}>
          <ul>
            {file.visits.map((line) => (
              <RecordLine key={line.id} line={line} />
            ))}
          </ul>
        </Part>
      </div>
    </>
  );
}

function Members({ file }: { file: File }) {
  const { t, language } = useText();
  return (
    <table className="box-table">
      <tbody>
        {file.people.map((person) => (
          <tr key={person.id}>
            <td>
              <Link to="/record/$type/$id" params={{ type: person.type, id: person.id }}>
                {person.label}
              </Link>
            </td>
            <td>{labelOf('rel', person.relation, language)}</td>
            <td>{person.age === null ? '—' : t('visit.age', { age: person.age })}</td>
            <td>
              {labelOf('identity', person.identity, language)}
              {person.abroad && <span className="meta">　{t('visit.abroad')}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PreviousAid({ file }: { file: File }) {
  const { t, language } = useText();
  return (
    <table className="box-table">
      <tbody>
        {file.aid.map((each) => (
          <tr key={`${each.record.id}/${each.on}/${each.kind}/${each.fen}/${each.what}`}>
            <td>{each.on}</td>
            <td>
              <Link to="/record/$type/$id" params={{ type: each.record.type, id: each.record.id }}>
                {t(each.kind === 'gift' ? 'hearts.gift' : 'hearts.payment')}
              </Link>
              {each.what !== '' && `　${each.what}`}
            </td>
            <td>{labelOf('fund_source', each.source, language)}</td>
            <td className="num">{formatFen(each.fen)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('hearts.sum')}
          </th>
          <td className="num">
            <b>{formatFen(file.aid.reduce((sum, { fen }) => sum + fen, 0))}</b>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function FollowUps({ file }: { file: File }) {
  const { t, language } = useText();
  return (
    <ul>
      {file.followUps.map((each) => (
        <li key={`${each.record.id}/${each.due}`} className="record-line">
          <span className="record-line-light">
            {each.on === null ? <Light due={each.due} today={file.asOf} /> : each.due}
          </span>
          <Link
            className="clip grow"
            to="/record/$type/$id"
            params={{ type: each.record.type, id: each.record.id }}
          >
            {each.record.label}
          </Link>
          <span className="meta">
            {each.on !== null && t('hearts.done', { date: each.on })}
            {each.effect !== '' && `　${labelOf('aid_effect', each.effect, language)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
