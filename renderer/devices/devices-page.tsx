/** 设备: every computer of the district; new ones are confirmed here, lost ones stopped (district desk, roles A and D). */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { BoardDevice } from '../../shared/sync/devices-protocol.ts';
import { useAsk, useForget } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Awaited, Button, Empty, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { CodeDialog } from './code-dialog.tsx';
import { DeviceDialog, type DeviceAct } from './device-dialog.tsx';
import { DeviceTable } from './device-table.tsx';
import { needsLook } from './device-trouble.ts';
import { useAdministers } from './use-administers.ts';

const filters = ['all', 'waiting', 'needsLook'] as const;
type Filter = (typeof filters)[number];

export function DevicesPage() {
  const { t } = useText();
  const forget = useForget();
  const navigate = useNavigate();
  const { now } = useSurroundings();
  const administers = useAdministers();
  const query = useAsk('devices.board', {}, { enabled: administers });
  const [filter, setFilter] = useState<Filter>('all');
  const [act, setAct] = useState<{ act: DeviceAct; device: BoardDevice } | null>(null);
  const [coding, setCoding] = useState(false);
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  if (!administers) {
    const failure: Failure = { code: 'E_FORBIDDEN' };
    return <FailureNote failure={failure} band />;
  }
  const devices = query.data?.devices ?? [];
  const pending = devices.filter((device) => device.state === 'pending').length;
  const shown = devices.filter(
    (device) =>
      filter === 'all' ||
      (filter === 'waiting' ? device.state === 'pending' : needsLook(device, now())),
  );
  return (
    <>
      <PageHeader
        title={t('devices.title')}
        second={
          query.data === undefined ? '' : t('devices.count', { count: devices.length, pending })
        }
      >
        <Button onClick={() => void navigate({ to: '/rescue' })}>{t('rescue.title')}</Button>
        <Button onClick={() => forget('devices.board')}>{t('devices.refresh')}</Button>
        <Button look="filled" onClick={() => setCoding(true)}>
          {t('devices.newCode')}
        </Button>
      </PageHeader>
      <div className="pane-body grow">
        <div className="tabs" role="tablist" aria-label={t('devices.state')}>
          {filters.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              aria-selected={filter === each}
              className={`tab ${filter === each ? 'on' : ''}`}
              onClick={() => setFilter(each)}
            >
              {t(`devices.${each}`)}
            </button>
          ))}
        </div>
        <Awaited query={query}>
          {() =>
            shown.length === 0 ? (
              <Empty>{t(devices.length === 0 ? 'devices.empty' : 'devices.emptyFilter')}</Empty>
            ) : (
              <DeviceTable
                devices={shown}
                onAct={(chosen, device) => setAct({ act: chosen, device })}
              />
            )
          }
        </Awaited>
      </div>
      {act !== null && <DeviceDialog {...act} onClose={() => setAct(null)} />}
      {coding && <CodeDialog onClose={() => setCoding(false)} />}
    </>
  );
}
