/** Places for a picture, computed by the worker; null until the first answer, and the former ones until the next. */
import { useEffect, useRef, useState } from 'react';
import type { LayoutDone, LayoutEdge, LayoutJob, LayoutNode } from './layout.ts';

export function useLayout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
): LayoutDone['places'] | null {
  const [places, setPlaces] = useState<LayoutDone['places'] | null>(null);
  const worker = useRef<Worker | null>(null);
  const job = useRef(0);
  // The same people and ties need no second look, however often they are asked for.
  const shape = JSON.stringify([
    nodes.map(({ id }) => id),
    edges.map(({ from, to, word }) => [from, to, word]),
  ]);
  useEffect(() => {
    const made = new Worker(new URL('./layout-worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.addEventListener('message', ({ data }: MessageEvent<LayoutDone>) => {
      if (data.job === job.current) setPlaces(data.places);
    });
    return () => {
      worker.current = null;
      made.terminate();
    };
  }, []);
  useEffect(() => {
    job.current += 1;
    const wanted: LayoutJob = { job: job.current, nodes, edges };
    worker.current?.postMessage(wanted);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `shape` stands for both
  }, [shape]);
  return places;
}
