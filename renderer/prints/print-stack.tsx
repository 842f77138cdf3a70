/** What goes to the printer: a second drawing of the pages right under the body, there only while something noted is printed. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '../texts/use-text.ts';
import { Pages, type LaidOut } from './papers.tsx';
import type { PdfOutcome, SavePdf } from './save-pdf.ts';

export function PrintStack({ papers }: { papers: readonly LaidOut[] }) {
  return createPortal(
    <div className="paper-stack">
      <Pages papers={papers} />
    </div>,
    document.body,
  );
}

/** Printed in place of the papers when somebody prints past the button, so that nothing leaves unnoted. */
export function UnnotedNotice() {
  const { t } = useText();
  return createPortal(<div className="paper-unnoted">{t('prints.unnoted')}</div>, document.body);
}

interface Job {
  readonly name: string;
  readonly run: () => void;
}

export function usePrinting() {
  const [job, setJob] = useState<Job | null>(null);
  const started = useRef<Job | null>(null);
  useEffect(() => {
    if (job === null || started.current === job) return undefined;
    started.current = job;
    const title = document.title;
    // Browsers propose the title as the name of a PDF.
    document.title = job.name;
    // The stack is in the document by now; a frame later it is drawn.
    const frame = requestAnimationFrame(job.run);
    return () => {
      cancelAnimationFrame(frame);
      document.title = title;
    };
  }, [job]);
  useEffect(() => {
    const done = () => setJob(null);
    window.addEventListener('afterprint', done);
    return () => window.removeEventListener('afterprint', done);
  }, []);
  const print = useCallback((name: string) => setJob({ name, run: () => window.print() }), []);
  const save = useCallback(
    (name: string, savePdf: SavePdf) =>
      new Promise<PdfOutcome>((resolve) => {
        setJob({
          name,
          run: () =>
            void savePdf(name).then((outcome) => {
              setJob(null);
              resolve(outcome);
            }),
        });
      }),
    [],
  );
  return { isArmed: job !== null, print, save };
}
