/** Title, one line of facts, and the page's verbs at the right. */
import type { ReactNode } from 'react';

export function PageHeader(props: {
  title: ReactNode;
  facts?: ReactNode;
  second?: ReactNode;
  chip?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={`page-head ${props.second === undefined ? '' : 'tall'}`}>
      <div className="grow">
        <div className="row">
          <h1 className="clip">{props.title}</h1>
          {props.facts !== undefined && <span className="second clip">{props.facts}</span>}
          {props.chip}
        </div>
        {props.second !== undefined && <div className="second clip">{props.second}</div>}
      </div>
      {props.children}
    </div>
  );
}
