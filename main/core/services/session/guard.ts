/** Which procedures may run when: records only with an open profile. */
import type { ProcedureName } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';

const always: ReadonlySet<ProcedureName> = new Set([
  'app.session',
  'app.enrol',
  'app.login',
  'app.unlock',
  'app.lock',
  'recovery.request',
  'recovery.use',
  'app.startDemo',
  'app.settings',
  'app.saveSettings',
  'sync.state',
]);

/** What the page asks by itself; everything else is something that a person did. */
const background: ReadonlySet<ProcedureName> = new Set([
  'app.session',
  'app.settings',
  'sync.state',
  'sync.board',
  'sync.brake',
  'keeping.board',
  'exchange.board',
  'rescue.mine',
  'today.board',
  'drafts.list',
  'files.progress',
  'files.board',
  'masters.users',
  'masters.communities',
]);

export function refusalIn(isReady: boolean, name: ProcedureName): Failure | null {
  return isReady || always.has(name) ? null : { code: 'E_LOCKED' };
}

export function isByPerson(name: ProcedureName): boolean {
  return !background.has(name);
}
