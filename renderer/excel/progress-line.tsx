/** How far long work is, in words and as a bar. */
export function ProgressLine(props: { text: string; done: number; total: number }) {
  return (
    <div role="status" className="excel-progress">
      <span>{props.text}</span>
      {props.total === 0 ? (
        <progress aria-label={props.text} />
      ) : (
        <progress value={props.done} max={props.total} aria-label={props.text} />
      )}
    </div>
  );
}
