/** Connects each procedure of the contract with the service that answers it. No rule lives here. */
import { ok } from '../../../shared/result.ts';
import { validateRecord, cleanData } from '../../../shared/records/validate.ts';
import { findType } from '../services/answer.ts';
import type { OpenDemo } from '../services/open-demo.ts';
import {
  actOnDevice,
  deviceBoard,
  moveUnit,
  newEnrolCode,
  preflight,
  type DeviceDesk,
} from '../services/devices/device-board.ts';
import { acrossList, decideAcross } from '../services/duplicates/across.ts';
import { createDrafts } from '../services/drafts.ts';
import { figuresBoard } from '../services/figures/figures-board.ts';
import { clearsBoard } from '../services/four-clears/clears-board.ts';
import { desksBoard } from '../services/hearts/desks-board.ts';
import { escalationsBoard } from '../services/hearts/escalations-board.ts';
import { legalCoverageBoard } from '../services/hearts/legal-coverage-board.ts';
import { householdFile } from '../services/hearts/household-file.ts';
import { knownApplication } from '../services/hearts/known-application.ts';
import { unaidedBoard } from '../services/hearts/unaided.ts';
import { enterprisePanorama } from '../services/panorama/enterprise-panorama.ts';
import { ledgerBalances } from '../services/ledger/balances.ts';
import { coverageBoard } from '../services/visits/coverage.ts';
import { knownVisit } from '../services/visits/known-visit.ts';
import { generatePlan, previewPlan, undoPlan } from '../services/visits/make-plan.ts';
import { assignPlans, weekPlan } from '../services/visits/week-plan.ts';
import { addPiece, fileBoard, noteExport, readFile } from '../services/files/file-answers.ts';
import { listRecords } from '../services/lists/list-records.ts';
import { listCommunities, listUsers } from '../services/masters.ts';
import { checkContextOf } from '../services/profile/context.ts';
import type { OpenProfile } from '../services/profile/open-profile.ts';
import {
  caseloadBoard,
  handOverCaseload,
  previewCaseload,
  undoHandOver,
} from '../services/register/caseload.ts';
import {
  compareRecords,
  duplicateDecisions,
  duplicateHints,
  duplicateList,
} from '../services/register/duplicates.ts';
import { keepApart, mergeRecords, undoDecision } from '../services/register/merge-records.ts';
import { relationPicture } from '../services/register/picture.ts';
import { actOnRecord, removeRecord } from '../services/records/act-on-record.ts';
import { besideProblems } from '../services/records/check-beside.ts';
import { getRecord, unmaskField } from '../services/records/get-record.ts';
import { quickHousehold } from '../services/records/household-quick.ts';
import {
  decideRescue,
  lookIntoRescue,
  myRescued,
  rescueBoxesOf,
} from '../services/rescue/rescue-desk.ts';
import { handTasks, tasksBoard } from '../services/tasks/task-lists.ts';
import { outsideShares } from '../services/statistics/shares.ts';
import { saveStatistics, statBoard } from '../services/statistics/stat-board.ts';
import { undoVerify, verificationsOf, verifyRecords } from '../services/register/verify.ts';
import { editMany, previewMany, undoMany } from '../services/records/edit-many.ts';
import { dropView, saveView, viewsOf } from '../services/lists/own-views.ts';
import { tiersBoard } from '../services/network/tiers-board.ts';
import { setSlogan } from '../services/network/zone-slogan.ts';
import { zonesBoard } from '../services/network/zones-board.ts';
import { saveRecord } from '../services/records/save-record.ts';
import { subjectContext } from '../services/records/subject-context.ts';
import { timelineOf } from '../services/records/timeline.ts';
import { findRecords } from '../services/search.ts';
import { checkPaper } from '../services/prints/check-paper.ts';
import { composePapers } from '../services/prints/compose-papers.ts';
import { notePrint } from '../services/prints/note-print.ts';
import type { Session } from '../services/session/session.ts';
import type { SettingsFile } from '../services/settings.ts';
import { decideBrake, showBrake } from '../services/brakes/brakes.ts';
import { chooseMany, chooseSide, undoChoice } from '../services/conflicts/choose.ts';
import { dismissCard } from '../services/conflicts/give-up.ts';
import { noSync, syncBoard } from '../services/sync-centre.ts';
import { syncItems } from '../services/today/sync-items.ts';
import { todayBoard } from '../services/today/today-board.ts';
import type { Handlers } from './bridge-router.ts';

export function createHandlers({
  session,
  settings,
  demo,
}: {
  readonly session: Session;
  readonly settings: SettingsFile;
  readonly demo: OpenDemo;
}): Handlers {
  /** The guard lets record procedures pass only while a profile is open. */
  function profile(): OpenProfile {
    const open = session.profile();
    if (open === null) throw new Error('a record procedure ran without an open profile');
    return open;
  }
  const context = () => profile().context;
  const desk = (): DeviceDesk => {
    const { actor, ask, sync } = profile();
    return { actor, ask, syncNow: () => sync.now() };
  };
  const drafts = () =>
    createDrafts({ store: context().store, local: profile().local, now: context().now });

  const handlers = {
    'app.session': async () => session.state(),
    'app.enrol': (input) => session.enrol(input),
    'app.login': (input) => session.login(input),
    'app.unlock': (input) => session.unlock(input),
    'app.lock': async () => ok(await session.lock()),
    'app.startDemo': () => demo(),
    'app.changePassword': (input) => session.changePassword(input),
    'app.rotateKey': (input) => session.rotateKey(input),
    'app.wipe': (input) => session.wipe(input),
    'recovery.request': (input) => session.requestRecovery(input),
    'recovery.use': (input) => session.useRecovery(input),
    'keeping.board': async () => ok(profile().keeping.board()),
    'keeping.backUp': async () => {
      const made = await profile().keeping.backUp('by_hand');
      return made.ok ? ok(profile().keeping.board()) : made;
    },
    'keeping.check': async () => {
      const checked = await profile().keeping.check();
      return checked.ok ? ok(profile().keeping.board()) : checked;
    },
    'keeping.restore': (input) => session.restore(input),
    'keeping.undoRestore': ({ password }) => session.restore({ backupId: null, password }),
    'keeping.setSecondPlace': async ({ folder }) => {
      const set = profile().keeping.setSecondPlace(folder);
      return set.ok ? ok(profile().keeping.board()) : set;
    },
    'keeping.readNotes': async () => {
      profile().keeping.readNotes();
      session.changed();
      return ok(session.state());
    },
    'app.settings': async () => settings.read(),
    'app.saveSettings': async (input) => {
      settings.save(input);
      session.touch();
      return ok(settings.read());
    },
    'records.get': (input) => getRecord(context(), input),
    'records.unmask': (input) => unmaskField(context(), input),
    'records.list': (input) => listRecords(context(), input),
    'records.check': async ({ type, id, data }) => {
      const found = findType(type);
      if (!found.ok) return found;
      const clean = cleanData(found.value.fields, data);
      return ok([
        ...validateRecord(found.value, clean, checkContextOf(context())),
        ...(await besideProblems(context(), found.value, id ?? null, clean)),
      ]);
    },
    'records.save': (input) => saveRecord(context(), input),
    'records.act': (input) => actOnRecord(context(), input),
    'records.remove': (input) => removeRecord(context(), input),
    'records.timeline': (input) => timelineOf(context(), input),
    'records.context': (input) => subjectContext(context(), input),
    'duplicates.hint': (input) => duplicateHints(context(), input),
    'duplicates.list': (input) => duplicateList(context(), input),
    'duplicates.compare': (input) => compareRecords(context(), input),
    'duplicates.merge': (input) => mergeRecords(context(), input),
    'duplicates.different': (input) => keepApart(context(), input),
    'duplicates.undo': (input) => undoDecision(context(), input),
    'duplicates.decisions': () => duplicateDecisions(context()),
    'caseload.board': () => caseloadBoard(context()),
    'caseload.preview': (input) => previewCaseload(context(), input),
    'caseload.handOver': (input) => handOverCaseload(context(), input),
    'caseload.undo': (input) => undoHandOver(context(), input),
    'relations.picture': (input) => relationPicture(context(), input),
    'fourClears.board': () => clearsBoard(context()),
    'figures.board': (input) => figuresBoard(context(), input),
    'panorama.enterprise': (input) => enterprisePanorama(context(), input),
    'desks.board': () => desksBoard(context()),
    'escalations.board': () => escalationsBoard(context()),
    'legal.coverage': () => legalCoverageBoard(context()),
    'hardship.unaided': () => unaidedBoard(context()),
    'hardship.known': (input) => knownApplication(context(), input),
    'hardship.file': (input) => householdFile(context(), input),
    'visits.known': (input) => knownVisit(context(), input),
    'visits.preview': (input) => previewPlan(context(), input),
    'visits.generate': (input) => generatePlan(context(), input),
    'visits.undoBatch': (input) => undoPlan(context(), input),
    'visits.week': (input) => weekPlan(context(), input),
    'visits.assign': (input) => assignPlans(context(), input),
    'visits.coverage': (input) => coverageBoard(context(), input),
    'ledger.balances': (input) => ledgerBalances(context(), input),
    'prints.compose': (input) =>
      composePapers(context(), input, (sha256) => {
        const read = profile().files.files.read(sha256, 0);
        return read.ok ? read.bytes : null;
      }),
    'prints.note': (input) => notePrint(profile(), input),
    'prints.check': (input) => checkPaper(profile(), input),
    'excel.export': (input) => profile().excel.export(input),
    'excel.request': (input) => profile().excel.request(input),
    'excel.takeOut': (input) => profile().excel.takeOut(input),
    'excel.template': (input) => profile().excel.template(input),
    'excel.job': async ({ job }) => profile().excel.jobs.state(job),
    'excel.read': async ({ job, offset }) => profile().excel.jobs.read(job, offset),
    'excel.drop': async ({ job }) => {
      profile().excel.jobs.drop(job);
      return ok({});
    },
    'excel.upload': async ({ fileName, size }) => profile().excel.uploads.begin(fileName, size),
    'excel.piece': async ({ upload, data }) =>
      profile().excel.uploads.piece(upload, new Uint8Array(Buffer.from(data, 'base64'))),
    'excel.preview': (input) => profile().excel.preview(input),
    'excel.rows': (input) => profile().excel.rows(input),
    'excel.apply': (input) => profile().excel.apply(input),
    'excel.batches': (input) => profile().excel.batches(input),
    'excel.undo': (input) => profile().excel.undo(input),
    'templates.list': (input) => profile().excel.templates.list(input),
    'templates.read': (input) => profile().excel.templates.read(input),
    'templates.save': (input) => profile().excel.templates.save(input),
    'templates.drop': (input) => profile().excel.templates.drop(input),
    'templates.request': (input) => profile().excel.templates.request(input),
    'templates.export': (input) => profile().excel.templates.export(input),
    'stats.board': (input) => statBoard(context(), input),
    'stats.shares': () => outsideShares(context()),
    'stats.save': (input) => saveStatistics(context(), input),
    'tasks.hand': (input) => handTasks(context(), input),
    'tasks.board': () => tasksBoard(context()),
    'register.verify': (input) => verifyRecords(profile(), input),
    'register.undoVerify': (input) => undoVerify(profile(), input),
    'register.verifications': (input) => verificationsOf(context(), input),
    'lists.views': ({ type }) => viewsOf(profile().local, type),
    'lists.saveView': ({ type, view }) => saveView(profile().local, type, view),
    'lists.dropView': ({ type, key }) => dropView(profile().local, type, key),
    'lists.previewMany': (input) => previewMany(profile(), input),
    'lists.editMany': (input) => editMany(profile(), input),
    'lists.undoMany': (input) => undoMany(profile(), input),
    'network.tiers': () => tiersBoard(context()),
    'network.zones': () => zonesBoard(context()),
    'network.setSlogan': (input) => setSlogan(desk(), input),
    'roster.read': (input) => profile().rosters.read(input),
    'roster.preview': (input) => profile().rosters.preview(input),
    'roster.rows': (input) => profile().rosters.rows(input),
    'roster.decide': (input) => profile().rosters.decide(input),
    'roster.correct': (input) => profile().rosters.correct(input),
    'roster.apply': (input) => profile().rosters.apply(input),
    'roster.cancel': async ({ job }) => {
      profile().excel.jobs.cancel(job);
      return ok({});
    },
    'roster.template': () => profile().rosters.template(),
    'roster.batches': () => profile().rosters.batches(),
    'roster.undo': (input) => profile().rosters.undo(input),
    'household.quick': (input) => quickHousehold(context(), input),
    'search.find': (input) => findRecords(context(), input),
    'drafts.save': (input) => drafts().save(input),
    'drafts.list': async () => ok(await drafts().list()),
    'drafts.get': ({ id }) => drafts().get(id),
    'drafts.drop': ({ id }) => drafts().drop(id),
    'today.board': () =>
      todayBoard({ ...context(), drafts: drafts(), syncItems: () => syncItems(profile().cards) }),
    'sync.state': async () => session.profile()?.sync.state() ?? noSync,
    'sync.now': async () => ok(await profile().sync.now()),
    'sync.board': () => syncBoard(profile()),
    'sync.choose': (input) => chooseSide(profile(), input),
    'sync.chooseMany': (input) => chooseMany(profile(), input),
    'sync.undo': (input) => undoChoice(profile(), input),
    'sync.dismiss': (input) => dismissCard(profile(), input),
    'sync.brake': async () => showBrake(profile()),
    'sync.decideBrake': (input) => decideBrake(profile(), input),
    'exchange.board': () => profile().exchange.board(),
    'exchange.make': (input) => profile().exchange.make(input),
    'exchange.look': ({ text }) => profile().exchange.look(text),
    'exchange.take': (input) => profile().exchange.take(input),
    'exchange.setFolder': ({ folder }) => profile().exchange.setFolder(folder),
    'exchangeDesk.register': () => profile().exchangeDesk.register(),
    'exchangeDesk.look': ({ text }) => profile().exchangeDesk.look(text),
    'exchangeDesk.take': (input) => profile().exchangeDesk.take(input),
    'exchangeDesk.make': (input) => profile().exchangeDesk.make(input),
    'files.begin': async ({ size }) => profile().files.intakes.begin(size),
    'files.piece': async (input) => addPiece(profile(), input),
    'files.finish': ({ ticket, imagesOnly }) =>
      profile().files.intakes.finish(ticket, { imagesOnly }),
    'files.abandon': async ({ ticket }) => {
      profile().files.intakes.abandon(ticket);
      return ok({});
    },
    'files.read': (input) => readFile(profile(), input),
    'files.export': (input) => noteExport(profile(), input),
    'files.progress': async ({ files }) => ok([...(await profile().files.lane.progressOf(files))]),
    'files.board': () => fileBoard(profile()),
    'files.retry': async ({ sha256 }) => {
      profile().files.lane.retry(sha256);
      return ok({});
    },
    'masters.users': (input) => listUsers(context(), input),
    'duplicates.across': () => acrossList(desk()),
    'duplicates.decideAcross': (input) => decideAcross(desk(), input),
    'devices.board': () => deviceBoard(desk()),
    'devices.confirm': (input) => actOnDevice(desk(), 'confirm', input),
    'devices.revoke': (input) => actOnDevice(desk(), 'revoke', input),
    'devices.wipe': (input) => actOnDevice(desk(), 'wipe', input),
    'devices.code': (input) => newEnrolCode(desk(), input),
    'devices.preflight': (input) => preflight(desk(), input),
    'records.moveUnit': (input) => moveUnit(desk(), input),
    'rescue.boxes': () => rescueBoxesOf(profile()),
    'rescue.look': (input) => lookIntoRescue(profile(), input),
    'rescue.decide': (input) => decideRescue(profile(), input),
    'rescue.mine': () => myRescued(profile()),
    'masters.communities': () => listCommunities(context()),
  } satisfies { [P in keyof Handlers]: (input: Parameters<Handlers[P]>[0]) => Promise<unknown> };
  // The bridge checks every answer against the contract; readonly arrays and exact optionals differ in type only.
  return handlers as unknown as Handlers;
}
