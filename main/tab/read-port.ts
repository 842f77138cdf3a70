/** A port number as typed; 0 (any free port) when nothing was typed, null when it is not one. */
export function readPort(text: string | undefined): number | null {
  if (text === undefined) return 0;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : null;
}
