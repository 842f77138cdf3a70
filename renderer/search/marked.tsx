/** A text of a hit with the characters that fit what was typed. */
import type { ReactNode } from 'react';
import type { Hit } from '../../shared/bridge/contract.ts';

export function Marked(props: { text: string; hit: Hit; place: 'title' | 'subtitle' }) {
  const { match } = props.hit;
  if (match.in !== props.place) return <>{props.text}</>;
  const parts: ReactNode[] = [];
  let last = 0;
  for (const [start, end] of match.marks) {
    parts.push(props.text.slice(last, start));
    parts.push(<mark key={start}>{props.text.slice(start, end)}</mark>);
    last = end;
  }
  return (
    <>
      {parts}
      {props.text.slice(last)}
    </>
  );
}
