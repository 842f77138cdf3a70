/** One line per computer: who uses it, when it was heard of, what waits on it. Only what deserves a look stands out. */
import type { BoardDevice } from '../../shared/sync/devices-protocol.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { bytesInWords } from '../format/bytes.ts';
import { shortMoment } from '../format/moments.ts';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { DeviceAct } from './device-dialog.tsx';
import { minutesFast, silentDays } from './device-trouble.ts';

export function DeviceTable(props: {
  devices: readonly BoardDevice[];
  onAct: (act: DeviceAct, device: BoardDevice) => void;
}) {
  const { t } = useText();
  return (
    <table className="box-table">
      <thead>
        <tr>
          <th>{t('devices.unit')}</th>
          <th>{t('devices.name')}</th>
          <th>{t('devices.users')}</th>
          <th>{t('devices.state')}</th>
          <th>{t('devices.seen')}</th>
          <th>{t('devices.queue')}</th>
          <th>{t('devices.clock')}</th>
          <th>{t('devices.version')}</th>
          <th>{t('devices.actions')}</th>
        </tr>
      </thead>
      <tbody>
        {props.devices.map((device) => (
          <DeviceRow key={device.id} device={device} onAct={(act) => props.onAct(act, device)} />
        ))}
      </tbody>
    </table>
  );
}

function DeviceRow(props: { device: BoardDevice; onAct: (act: DeviceAct) => void }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const { device } = props;
  const tone = { pending: 'wait', active: 'done', revoked: '', wiped: '' }[device.state];
  return (
    <tr>
      <td>{device.unitName}</td>
      <td>
        {device.name}
        <span className="meta">　{device.letter}</span>
      </td>
      <td>{device.users.length === 0 ? '—' : device.users.join('、')}</td>
      <td>
        <span className={`chip ${tone}`}>{t(`devices.state_${device.state}`)}</span>
        {device.wipeOrdered && <div className="meta">{t('devices.wipeOrdered')}</div>}
      </td>
      <td>
        <Contact device={device} now={now()} />
      </td>
      <td>
        <Queue device={device} now={now()} />
      </td>
      <td>
        <ClockWord device={device} />
      </td>
      <td className="meta">{device.appVersion}</td>
      <td>
        <div className="row">
          {device.state === 'pending' && (
            <Button small look="filled" onClick={() => props.onAct('confirm')}>
              {t('devices.confirm')}
            </Button>
          )}
          {(device.state === 'pending' || device.state === 'active') && (
            <Button small onClick={() => props.onAct('revoke')}>
              {t('devices.revoke')}
            </Button>
          )}
          {(device.state === 'active' || device.state === 'revoked') && !device.wipeOrdered && (
            <Button small look="danger" onClick={() => props.onAct('wipe')}>
              {t('devices.wipe')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}

function Contact({ device, now }: { device: BoardDevice; now: number }) {
  const { t } = useText();
  const silent = silentDays(device, now);
  return (
    <>
      {device.lastSeenAt === null ? t('devices.never') : shortMoment(device.lastSeenAt, now)}
      {silent !== null && <div className="chip back">{t('devices.silent', { days: silent })}</div>}
    </>
  );
}

function Queue({ device, now }: { device: BoardDevice; now: number }) {
  const { t } = useText();
  const { report } = device;
  if (report === null) return '—';
  return (
    <>
      {report.queue + report.files}
      {report.oldestUnsentAt !== null && (
        <div className="meta">
          {t('devices.oldest', { time: shortMoment(report.oldestUnsentAt, now) })}
        </div>
      )}
      {device.rejected > 0 && (
        <div className="chip back">{t('devices.rejected', { count: device.rejected })}</div>
      )}
      {report.freeBytes !== null && (
        <div className="meta">{t('devices.disk', { size: bytesInWords(report.freeBytes) })}</div>
      )}
    </>
  );
}

function ClockWord({ device }: { device: BoardDevice }) {
  const { t } = useText();
  if (device.report === null) return '—';
  const minutes = minutesFast(device);
  if (minutes === 0) return t('devices.clockRight');
  return (
    <span className="chip back">
      {t(minutes > 0 ? 'devices.clockFast' : 'devices.clockSlow', { minutes: Math.abs(minutes) })}
    </span>
  );
}
