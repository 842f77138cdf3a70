/** The audit chain from the command line: its head, and whether it is whole, by itself and by heads that were kept elsewhere. */
import type { Admin } from '../admin/admin.ts';
import { compareHeads, exportHead, readHead, readHeads } from '../audit-heads.ts';
import type { ServerDeps } from '../deps.ts';
import type { Outcome } from './commands.ts';
import { tell } from './texts.ts';

export async function writeDownHead(deps: ServerDeps, place?: string): Promise<Outcome> {
  if (place === undefined) return good(tell('auditHead', { ...(await readHead(deps)) }));
  const head = await exportHead(deps, place).catch(() => null);
  return head === null
    ? bad(tell('fileUnwritable', { file: place }))
    : good(`${tell('auditHead', { ...head })}\n${tell('auditHeadKept', { place })}`);
}

/** `place`: heads that were written down. */
export async function verifyChain(
  admin: Pick<Admin, 'verifyAudit'>,
  deps: ServerDeps,
  place?: string,
): Promise<Outcome> {
  const chain = await admin.verifyAudit();
  if (!chain.ok) return bad(tell('auditBroken', { brokenAt: chain.brokenAt }));
  const whole = tell('auditWhole', { entries: chain.entries, head: chain.head });
  if (place === undefined) return good(whole);
  const heads = await readHeads(place).catch(() => 'unreadable' as const);
  if (heads === 'unreadable') return bad(tell('noFile', { file: place }));
  const check = heads === null ? null : await compareHeads(deps, heads);
  if (check === null || check.heads === 0) return bad(tell('auditHeadsForeign', { place }));
  const { broken, restored, foreign } = check;
  if (broken !== null) return bad(tell('auditHeadMissed', { at: broken.at, seq: broken.seq }));
  const fitting = check.heads - restored;
  return good(`${whole}\n${tell('auditHeadsFit', { heads: fitting, restored, foreign })}`);
}

function good(text: string): Outcome {
  return { ok: true, text };
}

function bad(text: string): Outcome {
  return { ok: false, text };
}
