/** 抢救箱: what computers had not sent when their access ended (district desk, roles A and D). One line per box. */
import { useNavigate } from '@tanstack/react-router';
import type { Output } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk, useForget } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useAdministers } from '../devices/use-administers.ts';
import { shortMoment } from '../format/moments.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Awaited, Button, Empty, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export type RescueBox = Extract<Output<'rescue.boxes'>, { ok: true }>['value']['boxes'][number];

export function RescuePage() {
  const { t } = useText();
  const forget = useForget();
  const administers = useAdministers();
  const query = useAsk('rescue.boxes', {}, { enabled: administers });
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  if (!administers) {
    const failure: Failure = { code: 'E_FORBIDDEN' };
    return <FailureNote failure={failure} band />;
  }
  const boxes = query.data?.boxes ?? [];
  const waiting = boxes.reduce((sum, box) => sum + box.waiting, 0);
  return (
    <>
      <PageHeader
        title={t('rescue.title')}
        second={query.data === undefined ? '' : t('rescue.count', { boxes: boxes.length, waiting })}
      >
        <Button onClick={() => forget('rescue.boxes')}>{t('rescue.refresh')}</Button>
      </PageHeader>
      <div className="pane-body grow">
        <p className="soft" style={{ marginBottom: '0.75rem' }}>
          {t('rescue.note')}
        </p>
        <Awaited query={query}>
          {() =>
            boxes.length === 0 ? <Empty>{t('rescue.empty')}</Empty> : <Boxes boxes={boxes} />
          }
        </Awaited>
      </div>
    </>
  );
}

function Boxes({ boxes }: { boxes: readonly RescueBox[] }) {
  const { t } = useText();
  return (
    <table className="box-table">
      <thead>
        <tr>
          <th>{t('rescue.whose')}</th>
          <th>{t('rescue.user')}</th>
          <th>{t('rescue.why')}</th>
          <th>{t('rescue.when')}</th>
          <th>{t('rescue.holds')}</th>
          <th>{t('rescue.state')}</th>
          <th aria-label={t('rescue.open')} />
        </tr>
      </thead>
      <tbody>
        {boxes.map((box) => (
          <BoxRow key={box.id} box={box} />
        ))}
      </tbody>
    </table>
  );
}

function BoxRow({ box }: { box: RescueBox }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const navigate = useNavigate();
  return (
    <tr>
      <td>
        {box.unitName}
        <div className="meta">
          {box.deviceName}　{box.letter}
        </div>
      </td>
      <td>{box.userName}</td>
      <td>{t(`rescue.reason_${box.reason}`)}</td>
      <td>
        {shortMoment(box.madeAt, now())}
        <div className="meta">{shortMoment(box.arrivedAt, now())}</div>
      </td>
      <td>
        <Holdings box={box} />
      </td>
      <td>
        {box.waiting > 0 ? (
          <span className="chip wait">{t('rescue.stateWaiting', { count: box.waiting })}</span>
        ) : (
          <span className="chip done">{t('rescue.stateDone')}</span>
        )}
        {box.released + box.rejected > 0 && (
          <div className="meta">
            {t('rescue.stateCounts', { released: box.released, rejected: box.rejected })}
          </div>
        )}
      </td>
      <td>
        <Button
          small
          look={box.waiting > 0 ? 'filled' : 'plain'}
          onClick={() => void navigate({ to: '/rescue/$box', params: { box: box.id } })}
        >
          {t('rescue.open')}
        </Button>
      </td>
    </tr>
  );
}

function Holdings({ box }: { box: RescueBox }) {
  const { t, say } = useText();
  const parts = [
    ...Object.entries(box.types).map(
      ([name, count]) => `${say(recordType(name)?.texts.name ?? { zh: name, en: name })} ${count}`,
    ),
    ...(box.drafts > 0 ? [t('rescue.drafts', { count: box.drafts })] : []),
    ...(box.files > 0 ? [t('rescue.files', { count: box.files })] : []),
  ];
  return parts.join('　');
}
