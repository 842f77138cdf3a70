/** Rows of a paper as they are printed. */
/* oxlint-disable react/no-array-index-key -- rows of a paper have no names and never move */
import type { GridRow, PaperRow } from '../../shared/prints/paper.ts';

/** One row by itself, with its gutter: for measuring. */
export function SingleRow({ row }: { row: PaperRow }) {
  return row.kind === 'grid' && row.gutter !== undefined ? (
    <div className="paper-group">
      <div className="paper-gutter" />
      <div className="paper-group-rows">
        <Row row={row} />
      </div>
    </div>
  ) : (
    <div>
      <Row row={row} />
    </div>
  );
}

/** The rows of a page; neighbours with the same words down their side share them. */
export function PaperRows({ rows }: { rows: readonly PaperRow[] }) {
  return (
    <>
      {blocksOf(rows).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </>
  );
}

interface RowBlock {
  readonly gutter: string | null;
  readonly rows: readonly PaperRow[];
  /** Nothing with lines stands right above. */
  readonly isTop: boolean;
}

function Block({ block }: { block: RowBlock }) {
  const rows = block.rows.map((row, index) => <Row key={index} row={row} />);
  const top = block.isTop ? 'paper-top' : '';
  return block.gutter === null ? (
    <div className={top}>{rows}</div>
  ) : (
    <div className={`paper-group ${top}`}>
      <div className="paper-gutter">{block.gutter}</div>
      <div className="paper-group-rows">{rows}</div>
    </div>
  );
}

function blocksOf(rows: readonly PaperRow[]): readonly RowBlock[] {
  const blocks: { gutter: string | null; rows: PaperRow[]; isTop: boolean }[] = [];
  let before: PaperRow | null = null;
  for (const row of rows) {
    const gutter = row.kind === 'grid' ? (row.gutter ?? null) : null;
    const last = blocks.at(-1);
    const isJoined = row.kind === 'grid' && before?.kind === 'grid';
    if (isJoined && last !== undefined && last.gutter === gutter) last.rows.push(row);
    else blocks.push({ gutter, rows: [row], isTop: row.kind === 'grid' && !isJoined });
    before = row;
  }
  return blocks;
}

function Row({ row }: { row: PaperRow }) {
  switch (row.kind) {
    case 'grid':
      return <Grid row={row} />;
    case 'words':
      return <p className={`paper-words ${row.style}`}>{row.text}</p>;
    case 'cut':
      return <div className="paper-cut">{row.text}</div>;
    case 'break':
      return null;
  }
}

/** More columns than this want smaller letters. */
const manyColumns = 13;

function Grid({ row }: { row: GridRow }) {
  return (
    <div
      className={`paper-row ${row.cells.length > manyColumns ? 'tight' : ''}`}
      style={{
        gridTemplateColumns: row.cells.map(({ span }) => `minmax(0, ${span}fr)`).join(' '),
        ...(row.min === undefined ? {} : { minHeight: `${row.min}mm` }),
      }}
    >
      {row.cells.map((cell, index) => (
        <div
          key={index}
          className={`paper-cell ${cell.kind} ${cell.align ?? ''} ${cell.red === true ? 'red' : ''} ${/^[☑☐]/.test(cell.text) ? 'boxes' : ''}`}
        >
          <span className="paper-text">{cell.text}</span>
          {cell.image !== undefined && <img className="paper-sign" src={cell.image} alt="" />}
          {cell.foot !== undefined && (
            <span className="paper-foot-lines">
              {cell.foot.map((line, at) => (
                <span key={at}>{line}</span>
              ))}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}
