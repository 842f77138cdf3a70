/**
 * States of records that went to the district and were not answered yet. The note is durable before the message leaves: after a kill the
 * district's copy of our own former state is known for what it is, an ancestor of what stands here and nobody else's work. It lies in the same
 * file as the records, so a restored backup never knows of states that its records did not grow from.
 */
import { z } from 'zod';
import type { LocalValues } from '../documents/local-values.ts';

export interface SentState {
  readonly id: string;
  readonly mutation: string;
}

export interface SentStates {
  /** Before a message leaves. Resolves when the note is durable, or cannot be made: then there is a card at worst. */
  note(states: readonly SentState[]): Promise<void>;
  /** The district has told what became of these records. */
  answered(ids: readonly string[]): void;
  /** States of a record that may have arrived without our knowing, oldest first. */
  earlier(id: string): readonly string[];
}

const key = 'sync:sent';
const noteSchema = z.object({ states: z.array(z.tuple([z.string(), z.string()])) });

export async function openSentStates(local: LocalValues): Promise<SentStates> {
  const sent = new Map<string, readonly string[]>();
  const parsed = noteSchema.safeParse(await local.get(key));
  for (const [id, mutation] of parsed.success ? parsed.data.states : []) add({ id, mutation });

  function add({ id, mutation }: SentState): boolean {
    const known = sent.get(id) ?? [];
    if (known.includes(mutation)) return false;
    sent.set(id, [...known, mutation]);
    return true;
  }

  return {
    async note(states) {
      const isNew = states.map(add).includes(true);
      if (!isNew) return;
      const all = [...sent].flatMap(([id, mutations]) => mutations.map((each) => [id, each]));
      // A full disk must not keep work from going out.
      await local.put(key, 'sync', { states: all }).catch(() => undefined);
    },
    // On the disk they go with the next note: a state that was answered is an ancestor all the same.
    answered(ids) {
      for (const id of ids) sent.delete(id);
    },
    earlier: (id) => sent.get(id) ?? [],
  };
}
