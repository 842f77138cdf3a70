/** One line per record type; nothing else in the project knows a type by name. */
import type { RecordType } from './record-type.ts';
import { budgetLine } from './budget_line/index.ts';
import { donation } from './donation/index.ts';
import { clinicSession } from './clinic_session/index.ts';
import { department } from './department/index.ts';
import { enterprise } from './enterprise/index.ts';
import { exportRequest } from './export_request/index.ts';
import { extDenominator } from './ext_denominator/index.ts';
import { handOver } from './hand_over/index.ts';
import { hardshipCase } from './hardship_case/index.ts';
import { holidayTable } from './holiday_table/index.ts';
import { household } from './household/index.ts';
import { ledgerEntry } from './ledger_entry/index.ts';
import { jointMeeting } from './joint_meeting/index.ts';
import { legalCase } from './legal_case/index.ts';
import { legalResource } from './legal_resource/index.ts';
import { legalStat } from './legal_stat/index.ts';
import { legalTouch } from './legal_touch/index.ts';
import { merge } from './merge/index.ts';
import { onlineRequest } from './online_request/index.ts';
import { membership } from './membership/index.ts';
import { org } from './org/index.ts';
import { orgTerm } from './org_term/index.ts';
import { parameter } from './parameter/index.ts';
import { person } from './person/index.ts';
import { privacyRequest } from './privacy_request/index.ts';
import { relation } from './relation/index.ts';
import { serviceContact } from './service_contact/index.ts';
import { servicePoint } from './service_point/index.ts';
import { standIn } from './stand_in/index.ts';
import { suggestion } from './suggestion/index.ts';
import { ticket } from './ticket/index.ts';
import { unit } from './unit/index.ts';
import { user } from './user/index.ts';
import { campaign } from './campaign/index.ts';
import { unitBrand } from './unit_brand/index.ts';
import { censusBatch } from './census_batch/index.ts';
import { changeEvent } from './change_event/index.ts';
import { taskList } from './task_list/index.ts';
import { statReport } from './stat_report/index.ts';
import { verificationLog } from './verification_log/index.ts';
import { zoneProfile } from './zone_profile/index.ts';
import { visit } from './visit/index.ts';
import { visitPlan } from './visit_plan/index.ts';

export const recordTypes: readonly RecordType[] = [
  unit,
  zoneProfile,
  user,
  person,
  household,
  enterprise,
  relation,
  org,
  orgTerm,
  membership,
  unitBrand,
  extDenominator,
  statReport,
  taskList,
  censusBatch,
  changeEvent,
  verificationLog,
  handOver,
  merge,
  privacyRequest,
  exportRequest,
  visit,
  visitPlan,
  campaign,
  suggestion,
  hardshipCase,
  ledgerEntry,
  budgetLine,
  donation,
  parameter,
  holidayTable,
  standIn,
  department,
  ticket,
  servicePoint,
  serviceContact,
  jointMeeting,
  legalCase,
  legalResource,
  legalTouch,
  legalStat,
  clinicSession,
  onlineRequest,
];

const byName = new Map(recordTypes.map((type) => [type.name, type]));

/** The type of that name, or undefined where this version does not know it. */
export function recordType(name: string): RecordType | undefined {
  return byName.get(name);
}
