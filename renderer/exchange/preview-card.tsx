/** What a bundle holds and what taking it does; nothing has been changed yet. */
import type { BundlePreview } from '../../shared/exchange/desk-protocol.ts';
import { shortChecksum } from '../../shared/exchange/format.ts';
import { rejections, type RejectionCode } from '../../shared/sync/rejections.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { typesInWords } from './type-words.ts';

export function PreviewCard({ preview }: { preview: BundlePreview }) {
  const speaker = useText();
  const { t, say } = speaker;
  const { now } = useSurroundings();
  const rejected = Object.entries(preview.rejected);
  const sum = rejected.reduce((all, [, count]) => all + count, 0);
  const isUp = preview.kind === 'up';
  const results = [
    t('exchange.accepted', { count: preview.accepted }),
    ...(preview.conflicts > 0 ? [t('exchange.conflicts', { count: preview.conflicts })] : []),
    ...(sum > 0 ? [t('exchange.rejected', { count: sum })] : []),
  ];
  return (
    <>
      <dl className="facts">
        <dt>{t('exchange.from')}</dt>
        <dd>
          {isUp
            ? t('exchange.fromUnit', {
                unit: preview.unitName,
                letter: preview.letter,
                name: preview.userName,
              })
            : t('exchange.fromDistrict', { name: preview.userName })}
        </dd>
        <dt>{t('exchange.number')}</dt>
        <dd>
          {t(`exchange.kind_${preview.kind}`)} {preview.seq}
          {preview.answers > 0 && `　${t('exchange.answers', { seq: preview.answers })}`}
        </dd>
        <dt>{t('exchange.createdAt')}</dt>
        <dd>
          {shortMoment(preview.createdAt, now())}
          {preview.mediaNo !== '' && `　${t('exchange.mediaNo')} ${preview.mediaNo}`}
        </dd>
        <dt>{t('exchange.content')}</dt>
        <dd>{typesInWords(preview.types, speaker)}</dd>
        <dt>{t(isUp ? 'exchange.willBe' : 'exchange.results')}</dt>
        <dd>{results.join('，')}</dd>
        <dt>{t('exchange.checksum')}</dt>
        <dd className="num-left">{shortChecksum(preview.checksum)}</dd>
      </dl>
      {rejected.map(([code, count]) => (
        <p className="field-error" key={code}>
          <span>
            {count}　{code in rejections ? say(rejections[code as RejectionCode]) : code}
          </span>
        </p>
      ))}
      {preview.missing.length > 0 && (
        <Note tone="amber">
          <b>{t('exchange.missing', { seqs: preview.missing.join('、') })}</b>
          {'　'}
          {t('exchange.missingNote')}
        </Note>
      )}
      {preview.standing !== 'new' && (
        <Note tone="plain">{t(`exchange.standing_${preview.standing}`)}</Note>
      )}
    </>
  );
}
