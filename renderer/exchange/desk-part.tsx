/** The district's desk: bundles of the streets are looked into, taken and answered; a bundle can also go down without being asked for. */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { MadeBundle, RegisterEntry } from '../../shared/exchange/desk-protocol.ts';
import { refusals, type Refusal } from '../../shared/exchange/refusals.ts';
import { useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ImportPart } from './import-part.tsx';
import { saveAsFile } from './save-file.ts';

type Devices = Value<'exchangeDesk.register'>['devices'];

export function DeskPart({ devices }: { devices: Devices }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  return (
    <div className="pane-body">
      <ImportPart<{ entry: RegisterEntry; reply: MadeBundle }>
        id="desk"
        title={t('exchange.atDesk')}
        note="QB-…-0000.qbx"
        verb={t('exchange.takeAndAnswer')}
        look={(text) => tell('exchangeDesk.look', { text })}
        take={async (input) => {
          const answer = await tell('exchangeDesk.take', input);
          if (answer.ok && answer.value.ok) saveReply(answer.value.value.reply);
          return answer;
        }}
        onTaken={() => forget('exchangeDesk.register', 'sync.board')}
      >
        {({ entry, reply }) => (
          <Note tone={entry.rejected > 0 ? 'amber' : 'green'} role="status">
            {t('exchange.takenAtDesk', { accepted: entry.accepted, rejected: entry.rejected })}{' '}
            <ReplyReady reply={reply} />
          </Note>
        )}
      </ImportPart>
      <DownBundles devices={devices} />
    </div>
  );
}

function saveReply({ fileName, text }: MadeBundle): void {
  saveAsFile(fileName, text);
}

function ReplyReady({ reply }: { reply: MadeBundle }) {
  const { t } = useText();
  return (
    <>
      {t('exchange.replyReady', { file: reply.fileName })}{' '}
      <button type="button" className="link" onClick={() => saveReply(reply)}>
        {t('exchange.saveAgain')}
      </button>
    </>
  );
}

function DownBundles({ devices }: { devices: Devices }) {
  const { t, say } = useText();
  const tell = useTell();
  const forget = useForget();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [made, setMade] = useState<MadeBundle | null>(null);
  const make = async (device: string) => {
    const answer = await tell('exchangeDesk.make', { device, mediaNo: '' });
    setFailure(answer.ok ? null : answer.error);
    setRefused(answer.ok && !answer.value.ok ? answer.value.refusal : null);
    if (!answer.ok || !answer.value.ok) return setMade(null);
    setMade(answer.value.value);
    saveReply(answer.value.value);
    forget('exchangeDesk.register');
  };
  return (
    <section aria-label={t('exchange.devices')} className="exchange-section">
      <h2 className="pane-title">{t('exchange.devices')}</h2>
      <p className="soft" style={{ margin: '0.25rem 0 0.5rem' }}>
        {t('exchange.devicesNote')}
      </p>
      {failure !== null && <FailureNote failure={failure} />}
      {refused !== null && (
        <Note tone="red" role="alert">
          {say(refusals[refused.code], refused.params)}
        </Note>
      )}
      {made !== null && (
        <Note tone="green" role="status">
          <ReplyReady reply={made} />
        </Note>
      )}
      <table className="box-table">
        <tbody>
          {devices.map((device) => (
            <tr key={device.id}>
              <td>
                {device.unitName}　{device.letter}　{device.name}
              </td>
              <td className="soft">
                {device.lastUp === 0
                  ? t('exchange.deviceNever')
                  : t('exchange.deviceLast', { up: device.lastUp, down: device.lastDown })}
              </td>
              <td className="num">
                <Button
                  small
                  offBecause={device.lastUp === 0 ? say(refusals.never_sent) : null}
                  onClick={() => void make(device.id)}
                >
                  {t('exchange.makeDown')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
