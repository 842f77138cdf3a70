/** How far long work is, in words and as a bar. */
export function ProgressLine(props: { text: string; done: number; total: number }) {
  return (
    <div role="status" className="excel-progress">
      <span>{props.text}</span>
      <progress value={props.done} max={Math.max(1, props.total)} aria-label={props.text} />
    </div>
  );
}
