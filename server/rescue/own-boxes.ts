/** What became of a person's own rescued work, whatever device it came from. No content: the page names the records it can read. */
import type { MyRescue } from '../../shared/rescue/desk-protocol.ts';
import type { Session } from '../auth/session.ts';
import { raiseRescueWall } from '../database/wall.ts';
import type { ServerDeps } from '../deps.ts';
import { itemsOf, namesOf, verdictOf } from './read-box.ts';

/** Newest first; older boxes are at the desk. */
const most = 20;

export async function ownBoxes(deps: ServerDeps, session: Session): Promise<MyRescue> {
  const boxes = await deps.database.transaction(async (tx) => {
    await raiseRescueWall(tx, session, 'own');
    const rows = await tx.query<{
      id: string;
      device: string;
      userId: string;
      reason: MyRescue['boxes'][number]['reason'];
      madeAt: Date;
      arrivedAt: Date;
    }>(
      `SELECT id, device, user_id AS "userId", reason, made_at AS "madeAt", closed_at AS "arrivedAt" FROM rescue_boxes
       WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT ${most}`,
    );
    const found = [];
    for (const row of rows) found.push({ row, items: await itemsOf(tx, row.id) });
    return found;
  });
  const names = await namesOf(
    deps.database,
    boxes.map(({ row }) => row),
  );
  return {
    boxes: boxes.map(({ row, items }) => {
      const { deviceName, letter } = names.device(row.device);
      return {
        id: row.id,
        reason: row.reason,
        deviceName,
        letter,
        madeAt: new Date(row.madeAt).toISOString(),
        arrivedAt: new Date(row.arrivedAt).toISOString(),
        items: items
          .filter((item) => item.lead === item.number)
          .map((item) => ({
            number: item.number,
            kind: item.kind,
            type: item.type,
            recordId: item.docId,
            ...verdictOf(item),
          })),
      };
    }),
  };
}
