/**
 * Where the people of a large family go: one row for each generation would be a strip that nobody can read, so each stands over a block of
 * those who are related through them, and blocks fill the picture like lines of text. Pure; own code, since the layouts of the kept library
 * know rows only.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Branch {
  readonly id: string;
  readonly branches: readonly Branch[];
}
type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;
interface Block extends Size {
  readonly places: Places;
}

/** Between neighbours, and between somebody and the block below. */
const gap = { across: 28, down: 36 } as const;
/** Width of a block to its height, as screens are. */
const shape = 1.6;

/** `above`: those who stand over the one in the middle; a branch there grows upwards. */
export function packAround(
  middle: string,
  { above, below }: { readonly above: readonly Branch[]; readonly below: readonly Branch[] },
  node: Size,
): Places {
  const [upper, lower] = [pack(above, node), pack(below, node)];
  const width = Math.max(upper.width, lower.width, node.width);
  const top = upper.height === 0 ? 0 : upper.height + gap.down;
  return new Map([
    // Upside down, so that those nearest to the middle stand next to it.
    ...[...upper.places].map(
      ([id, { x, y }]) =>
        [id, { x: x + (width - upper.width) / 2, y: upper.height - y - node.height }] as const,
    ),
    [middle, { x: (width - node.width) / 2, y: top }] as const,
    ...moved(lower.places, (width - lower.width) / 2, top + node.height + gap.down),
  ]);
}

/** Branches in lines, the tallest together. */
function pack(branches: readonly Branch[], node: Size): Block {
  const blocks = branches
    .map((branch) => blockOf(branch, node))
    .toSorted((a, b) => a.height - b.height);
  const area = blocks.reduce(
    (sum, { width, height }) => sum + (width + gap.across) * (height + gap.down),
    0,
  );
  const most = Math.max(Math.sqrt(area * shape), ...blocks.map(({ width }) => width), 0);
  const places = new Map<string, { x: number; y: number }>();
  const line = { x: 0, y: 0, height: 0 };
  let width = 0;
  for (const block of blocks) {
    if (line.x > 0 && line.x + block.width > most)
      Object.assign(line, { x: 0, y: line.y + line.height + gap.down, height: 0 });
    for (const [id, place] of moved(block.places, line.x, line.y)) places.set(id, place);
    width = Math.max(width, line.x + block.width);
    line.x += block.width + gap.across;
    line.height = Math.max(line.height, block.height);
  }
  return { width, height: line.y + line.height, places };
}

/** Somebody in the middle over what is packed below. */
function blockOf({ id, branches }: Branch, node: Size): Block {
  const below = pack(branches, node);
  const width = Math.max(node.width, below.width);
  const under = node.height + gap.down;
  return {
    width,
    height: below.height === 0 ? node.height : under + below.height,
    places: new Map([
      [id, { x: (width - node.width) / 2, y: 0 }] as const,
      ...moved(below.places, (width - below.width) / 2, under),
    ]),
  };
}

function moved(places: Places, x: number, y: number) {
  return [...places].map(([id, place]) => [id, { x: place.x + x, y: place.y + y }] as const);
}
