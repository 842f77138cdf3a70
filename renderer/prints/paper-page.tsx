/** One page of A4: head, rows, foot with the check code, and what is printed over it in grey. */
import type { Paper, PaperRow } from '../../shared/prints/paper.ts';
import { PaperRows } from './paper-rows.tsx';
import { QrCode } from './qr-code.tsx';

export function PaperHead({ paper, isFirst }: { paper: Paper; isFirst: boolean }) {
  if (!isFirst)
    return (
      <div className="paper-head on">
        <span>{paper.title}（续）</span>
        <span>{paper.number}</span>
      </div>
    );
  return (
    <div className="paper-head">
      {paper.style === 'redHead' && <div className="paper-red-head">{paper.office}</div>}
      <h2 className="paper-title">{paper.title}</h2>
      <div className="paper-facts">
        <span>{paper.number === '' ? '' : `编号：${paper.number}`}</span>
        <span>填报单位：{paper.office}</span>
        <span>密级：{paper.classWord}</span>
      </div>
    </div>
  );
}

/** A letter and a notice carry their own head; only the class mark stands above. */
export function LetterHead({ paper, isFirst }: { paper: Paper; isFirst: boolean }) {
  return isFirst ? (
    <div className="paper-head">
      <div className="paper-facts">
        <span />
        <span>{paper.isPublic ? '' : `密级：${paper.classWord}`}</span>
      </div>
      <h2 className="paper-title large">{paper.title}</h2>
    </div>
  ) : (
    <PaperHead paper={paper} isFirst={false} />
  );
}

export function HeadOf(props: { paper: Paper; isFirst: boolean }) {
  return props.paper.style === 'letter' ? <LetterHead {...props} /> : <PaperHead {...props} />;
}

export function PaperPage(props: {
  paper: Paper;
  rows: readonly PaperRow[];
  index: number;
  count: number;
}) {
  const { paper, rows, index, count } = props;
  const mark = `${paper.printedBy} ${paper.printedAt}`;
  return (
    <section
      className={`paper ${paper.page} ${paper.style}`}
      aria-label={`${paper.title} ${index + 1}/${count}`}
    >
      {!paper.isPublic && (
        <div className="paper-watermark" aria-hidden="true">
          {[0, 1, 2, 3].map((at) => (
            <span key={at}>{mark}</span>
          ))}
        </div>
      )}
      {paper.overprints.length > 0 && (
        <div className="paper-overprint" aria-hidden="true">
          {paper.overprints.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </div>
      )}
      <HeadOf paper={paper} isFirst={index === 0} />
      <div className="paper-body">
        <PaperRows rows={rows} />
      </div>
      <footer className="paper-foot">
        <QrCode text={paper.qr} />
        <span className="paper-code">
          核对码 {paper.code}
          <br />
          {paper.form}
        </span>
        <span className="paper-count">
          第 {index + 1} 页　共 {count} 页
        </span>
        <span className="paper-by">
          {paper.isPublic ? '' : `打印：${paper.printedBy}`}
          <br />
          {paper.isPublic ? '' : paper.printedAt}
        </span>
      </footer>
    </section>
  );
}
