/** Papers laid out on pages: drawn once out of sight to be measured, then as they will be printed. */
/* oxlint-disable react/no-array-index-key -- rows of a paper have no names and never move */
import { useLayoutEffect, useRef, useState } from 'react';
import type { Paper, PaperRow } from '../../shared/prints/paper.ts';
import { measuresOf, pxPerMm } from './measure.ts';
import { HeadOf, PaperPage } from './paper-page.tsx';
import { SingleRow } from './paper-rows.tsx';
import { paginate } from './paginate.ts';

/** Millimetres between the margins; the margins are those of paper.css. */
const bodyHeight = {
  table: { portrait: 297 - 18 - 24, landscape: 210 - 15 - 22 },
  letter: { portrait: 297 - 28 - 26, landscape: 210 - 15 - 22 },
  redHead: { portrait: 297 - 18 - 24, landscape: 210 - 15 - 22 },
} as const;
/** Lines have a width, and a printer's idea of a millimetre is not ours. */
const slackMm = 3;

export interface LaidOut {
  readonly paper: Paper;
  readonly pages: readonly (readonly PaperRow[])[];
}

export function useLayout(papers: readonly Paper[]) {
  const box = useRef<HTMLDivElement>(null);
  const [laidOut, setLaidOut] = useState<{
    of: readonly Paper[];
    papers: readonly LaidOut[];
  } | null>(null);
  useLayoutEffect(() => {
    const drawn = box.current;
    if (drawn === null) return;
    setLaidOut({
      of: papers,
      papers: papers.map((paper, index) => layOut(paper, drawn.children[index] as HTMLElement)),
    });
  }, [papers]);
  const isReady = laidOut !== null && laidOut.of === papers;
  const measuring = isReady ? null : (
    <div className="paper-measure" aria-hidden="true" ref={box}>
      {papers.map((paper, index) => (
        <div key={index} className={`paper ${paper.page} ${paper.style}`}>
          <HeadOf paper={paper} isFirst />
          <HeadOf paper={paper} isFirst={false} />
          <div className="paper-body">
            {paper.rows.map((row, at) => (
              <SingleRow key={at} row={row} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
  return { measuring, laidOut: isReady ? laidOut.papers : null };
}

function layOut(paper: Paper, drawn: HTMLElement): LaidOut {
  const [firstHead, nextHead] = drawn.querySelectorAll<HTMLElement>('.paper-head');
  const body = drawn.querySelector<HTMLElement>('.paper-body');
  const whole = (bodyHeight[paper.style][paper.page] - slackMm) * pxPerMm;
  const room = {
    first: whole - (firstHead?.getBoundingClientRect().height ?? 0),
    next: whole - (nextHead?.getBoundingClientRect().height ?? 0),
  };
  return {
    paper,
    pages: body === null ? [paper.rows] : paginate(paper.rows, measuresOf(paper.rows, body), room),
  };
}

export function Pages({ papers }: { papers: readonly LaidOut[] }) {
  return (
    <>
      {papers.flatMap(({ paper, pages }, at) =>
        pages.map((rows, index) => (
          <PaperPage
            key={`${at}-${index}`}
            paper={paper}
            rows={rows}
            index={index}
            count={pages.length}
          />
        )),
      )}
    </>
  );
}

export function pageCount(papers: readonly LaidOut[]): number {
  return papers.reduce((sum, { pages }) => sum + pages.length, 0);
}
