/** Forms left half-way: on the board until they are submitted or dropped. */
import type { Drafts } from '../drafts.ts';
import type { Due } from './today-board.ts';

export async function draftItems(drafts: Drafts): Promise<Due[]> {
  const found = await drafts.list();
  return found.map((draft) => ({
    id: `draft:${draft.id}`,
    kind: 'draft',
    due: null,
    type: draft.type,
    recordId: draft.id,
    subject: draft.title,
    what: 'draft',
    whatParams: { type: draft.type },
    place: '',
  }));
}
