/** Before a computer is let in, stopped or erased: what will happen, and the one thing that must be typed. */
import { useQueryClient } from '@tanstack/react-query';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { BoardDevice } from '../../shared/sync/devices-protocol.ts';
import { useTell, type Answer } from '../bridge/bridge-context.tsx';
import { FieldsDialog } from '../parts/fields-dialog.tsx';
import type { SheetField } from '../sign-in/sheet.tsx';
import { useText } from '../texts/use-text.ts';

export type DeviceAct = 'confirm' | 'revoke' | 'wipe';

export function DeviceDialog(props: { act: DeviceAct; device: BoardDevice; onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const queries = useQueryClient();
  const { act, device } = props;
  const words = { name: device.name, unit: device.unitName };

  const take = (answer: Answer<unknown>): Failure | null => {
    if (!answer.ok) return answer.error;
    queries.setQueryData(['devices.board', {}], answer.value);
    return null;
  };
  /** A wrong word is not a failure of the district: it is told above the form, which stays open. */
  const stay = (reason: string): Failure => ({ code: 'E_DENIED', params: { reason } });
  const run = async (values: Readonly<Record<string, string>>): Promise<Failure | null> => {
    const deviceId = device.id;
    if (act === 'revoke') return take(await tell('devices.revoke', { deviceId }));
    if (act === 'wipe') {
      if ((values['name'] ?? '').trim() !== device.name) return stay(t('devices.wrongName'));
      return take(await tell('devices.wipe', { deviceId }));
    }
    const fingerprint = (values['fingerprint'] ?? '').replace(/\D/g, '');
    if (fingerprint !== device.fingerprint.replaceAll(' ', '')) return stay(t('devices.differs'));
    return take(await tell('devices.confirm', { deviceId, fingerprint }));
  };
  const fields: Readonly<Record<DeviceAct, readonly SheetField[]>> = {
    confirm: [
      {
        key: 'fingerprint',
        label: t('devices.fingerprint'),
        needed: t('devices.needFingerprint'),
        autoComplete: 'off',
      },
    ],
    revoke: [],
    wipe: [
      {
        key: 'name',
        label: t('devices.typeName', { name: device.name }),
        needed: t('devices.needName'),
        autoComplete: 'off',
      },
    ],
  };
  return (
    <FieldsDialog
      title={t(`devices.${act}Title`, words)}
      verb={t(act === 'confirm' ? 'devices.confirmVerb' : `devices.${act}`)}
      danger={act !== 'confirm'}
      fields={fields[act]}
      onDone={run}
      onClose={props.onClose}
    >
      {t(`devices.${act}Note`, words)}
    </FieldsDialog>
  );
}
