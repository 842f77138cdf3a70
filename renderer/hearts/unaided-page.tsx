/** 应救未救: households whose register speaks of need and that have no case; each starts a case or a visit from here (domain.md §4.3). */
import { Link, useNavigate } from '@tanstack/react-router';
import { can } from '../../shared/access/can.ts';
import { denials } from '../../shared/bridge/errors.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { dayDifference } from '../format/days.ts';
import { useWords } from '../format/use-words.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Awaited, Button, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { HeartTabs } from './heart-tabs.tsx';

type Board = Value<'hardship.unaided'>;
type Row = Board['rows'][number];

export function UnaidedPage() {
  const { t } = useText();
  const query = useAsk('hardship.unaided', {});
  const board = query.data;
  useHints([
    { keys: 'Tab', word: t('key.select') },
    { keys: 'Enter', word: t('key.open') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  return (
    <>
      <PageHeader
        title={t('hearts.unaided')}
        facts={
          board === undefined
            ? ''
            : t('hearts.unaidedFacts', { date: board.asOf, days: board.days })
        }
      />
      <HeartTabs here="/unaided" />
      <div className="pane-body scroll-body">
        <Awaited query={query} bars={8}>
          {(found) =>
            found.rows.length === 0 ? (
              <Empty>{t('hearts.noUnaided')}</Empty>
            ) : (
              <>
                <p className="meta">{t('hearts.unaidedNote')}</p>
                <Table board={found} />
                {!found.isComplete && <p className="meta">{t('hearts.moreUnaided')}</p>}
              </>
            )
          }
        </Awaited>
      </div>
    </>
  );
}

function Table({ board }: { board: Board }) {
  const { t } = useText();
  return (
    <table className="box-table">
      <thead>
        <tr>
          <th>{t('hearts.household')}</th>
          <th>{t('hearts.community')}</th>
          <th>{t('hearts.signs')}</th>
          <th>{t('hearts.lastVisit')}</th>
          <th>{t('hearts.lastAid')}</th>
          <th>{t('hearts.liaison')}</th>
          <th>{t('hearts.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {board.rows.map((row) => (
          <HouseholdRow key={row.id} row={row} today={board.asOf} />
        ))}
      </tbody>
    </table>
  );
}

function HouseholdRow({ row, today }: { row: Row; today: string }) {
  const { t, language } = useText();
  const { communityName } = useWords();
  return (
    <tr>
      <td>
        <Link to="/record/$type/$id" params={{ type: row.type, id: row.id }}>
          {row.label}
        </Link>
      </td>
      <td>{row.community === '' ? '' : communityName(row.community)}</td>
      <td>
        {row.signs.map(({ sign, since }) => (
          <div key={sign}>
            {labelOf('hardship_sign', sign, language)}
            <span className="meta nowrap">
              {'　'}
              {t('hearts.sinceDays', { date: since, days: dayDifference(since, today) })}
            </span>
          </div>
        ))}
      </td>
      <td>{row.lastVisitOn ?? t('hearts.never')}</td>
      <td>
        {row.lastAid === null
          ? t('hearts.never')
          : `${row.lastAid.on}　${formatFen(row.lastAid.fen)}`}
      </td>
      <td>{row.liaison}</td>
      <td>
        <span className="row">
          <Begin type="hardship_case" word={t('hearts.begin')} data={caseOf(row)} />
          <Begin type="visit" word={t('hearts.visitFirst')} data={visitOf(row)} />
        </span>
      </td>
    </tr>
  );
}

function Begin(props: { type: string; word: string; data: PlainData }) {
  const { say } = useText();
  const navigate = useNavigate();
  const { newId, prefill } = useSurroundings();
  const { actor } = useSession();
  const type = recordType(props.type);
  if (type === undefined) return null;
  const may = can(actor, 'create', type, { unit: actor.unit, community: actor.community });
  const start = () => {
    const draft = newId();
    prefill.set(draft, props.data);
    void navigate({ to: '/form/$type/$draft', params: { type: type.name, draft } });
  };
  return (
    <Button small onClick={start} offBecause={may.allow ? null : say(denials[may.reason])}>
      {props.word}
    </Button>
  );
}

function caseOf({ type, id, label, head }: Row): PlainData {
  return {
    household: { type, id, label },
    applyWay: 'found',
    ...(head === null ? {} : { applicant: head }),
  };
}

function visitOf({ type, id, label }: Row): PlainData {
  return { subject: { type, id, label }, kind: 'hardship' };
}
