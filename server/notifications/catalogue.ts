import type { Permission } from '../access/permissions.ts'
import type { MailChoice, NoticeGroup, NoticeKind, SubjectType } from './contract.ts'

/** One kind of notice: what it is about, whom of those it goes to it is for, and how it comes until they say otherwise. */
interface Entry {
  subject: SubjectType
  group: NoticeGroup
  /** Who may do this is told; others of the organisation have no use for it. */
  permission: Permission
  mail: MailChoice
}

const onWorks = { subject: 'works', permission: 'works.read' } as const
const application = { ...onWorks, group: 'applications' } as const
const permit = { ...onWorks, group: 'permits' } as const
const amendment = { ...onWorks, group: 'amendments' } as const
/** Those who pay, or do not: nobody else has use for it. */
const fee = { subject: 'works', group: 'fees', permission: 'works.write' } as const
const inCase = { subject: 'case', group: 'cases', permission: 'cases.read' } as const
const call = { subject: 'call', group: 'calls', permission: 'works.write' } as const
const ban = { subject: 'ban', group: 'contractors', permission: 'works.read' } as const
const defect = { subject: 'defect', group: 'defects', permission: 'inspections.read' } as const
const sample = { subject: 'sample', group: 'quality', permission: 'works.read' } as const
const score = { subject: 'quality', group: 'quality', permission: 'quality.appeal' } as const
const violation = { subject: 'violation', group: 'violations', permission: 'works.read' } as const
const meeting = { subject: 'meeting', group: 'meetings', permission: 'conflicts.read' } as const
const report = { subject: 'report', group: 'reports', permission: 'reports.manage' } as const
const consulted = { subject: 'works', group: 'consultations', permission: 'consultations.answer' } as const
const delegation = { subject: 'delegation', group: 'consultations', permission: 'consultations.answer' } as const
const conflict = { ...onWorks, group: 'conflicts' } as const

/** Every kind of notice, in the order of the settings. */
export const catalogue: Readonly<Record<NoticeKind, Entry>> = {
  asked: { ...consulted, mail: 'now' },
  answer_due: { ...consulted, mail: 'now' },
  asked_for_other: { ...consulted, mail: 'now' },
  answer_due_for_other: { ...consulted, mail: 'now' },
  answered_for_us: { ...consulted, mail: 'daily' },
  entrusted: { ...delegation, mail: 'now' },
  entrusting_ended: { ...delegation, mail: 'now' },
  emergency_nearby: { ...onWorks, group: 'consultations', mail: 'now' },
  emergency_begun: { ...application, permission: 'works.decide', mail: 'now' },
  applied: { ...application, permission: 'works.decide', mail: 'daily' },
  applied_urgent: { ...application, permission: 'works.decide', mail: 'now' },
  filing_due: { ...application, permission: 'works.write', mail: 'now' },
  amended: { ...application, mail: 'daily' },
  objected: { ...application, mail: 'now' },
  returned: { ...application, mail: 'now' },
  refused: { ...application, mail: 'now' },
  approved: { ...application, mail: 'daily' },
  overruled: { ...application, mail: 'now' },
  cancelled: { ...application, mail: 'now' },
  granted: { ...permit, mail: 'now' },
  suspended: { ...permit, mail: 'now' },
  resumed: { ...permit, mail: 'daily' },
  permit_ending: { ...permit, mail: 'daily' },
  expired: { ...permit, mail: 'daily' },
  overrun: { ...permit, mail: 'now' },
  accepted: { ...permit, mail: 'daily' },
  cleared: { ...permit, mail: 'daily' },
  violation_proposed: { ...violation, permission: 'violations.decide', mail: 'daily' },
  violation_warned: { ...violation, mail: 'now' },
  violation: { ...violation, mail: 'now' },
  violation_answered: { ...violation, permission: 'violations.decide', mail: 'now' },
  violation_escalated: { ...violation, permission: 'violations.decide', mail: 'now' },
  violation_decided: { ...violation, mail: 'now' },
  violation_due: { ...violation, mail: 'now' },
  amendment_proposed: { ...amendment, permission: 'works.decide', mail: 'daily' },
  amendment_accepted: { ...amendment, mail: 'now' },
  amendment_declined: { ...amendment, mail: 'now' },
  extension_asked: { ...amendment, permission: 'works.decide', mail: 'now' },
  extension_accepted: { ...amendment, mail: 'now' },
  extension_declined: { ...amendment, mail: 'now' },
  fee_due: { ...fee, mail: 'now' },
  fee_failed: { ...fee, mail: 'now' },
  fee_refunded: { ...fee, mail: 'daily' },
  fine_failed: { ...violation, mail: 'now' },
  fine_refunded: { ...violation, mail: 'daily' },
  conflict_appeared: { ...conflict, mail: 'daily' },
  conflict_vanished: { ...conflict, mail: 'none' },
  conflicts_many: { subject: 'agency', group: 'conflicts', permission: 'works.read', mail: 'daily' },
  case_opened: { ...inCase, mail: 'now' },
  case_turn: { ...inCase, permission: 'cases.write', mail: 'now' },
  case_lapsed: { ...inCase, permission: 'cases.write', mail: 'now' },
  case_proposed: { ...inCase, mail: 'now' },
  case_escalated: { ...inCase, mail: 'now' },
  case_settled: { ...inCase, mail: 'daily' },
  call_opened: { ...call, mail: 'now' },
  call_answered: { ...call, mail: 'daily' },
  call_closed: { ...call, mail: 'daily' },
  contractor_banned: { ...ban, mail: 'now' },
  ban_lifted: { ...ban, mail: 'daily' },
  inspection_failed: { ...onWorks, group: 'inspections', permission: 'inspections.read', mail: 'now' },
  visit_dropped: { ...onWorks, group: 'inspections', permission: 'inspections.write', mail: 'now' },
  defect_found: { ...defect, mail: 'daily' },
  defect_rejected: { ...defect, mail: 'now' },
  defect_deemed: { ...defect, mail: 'daily' },
  defect_visit_agreed: { ...defect, mail: 'now' },
  defect_upheld: { ...defect, mail: 'now' },
  defect_withdrawn: { ...defect, mail: 'daily' },
  defect_verified: { ...defect, mail: 'daily' },
  defect_disputed: { ...defect, permission: 'works.decide', mail: 'now' },
  defect_visit_asked: { ...defect, permission: 'works.decide', mail: 'now' },
  defect_mended: { ...defect, permission: 'inspections.write', mail: 'daily' },
  sample_failed: { ...sample, mail: 'now' },
  sample_late: { ...sample, mail: 'daily' },
  appeal_made: { ...score, permission: 'quality.decide', mail: 'daily' },
  appeal_decided: { ...score, mail: 'now' },
  meeting_called: { ...meeting, mail: 'now' },
  meeting_moved: { ...meeting, mail: 'now' },
  meeting_closed: { ...meeting, mail: 'daily' },
  meeting_cancelled: { ...meeting, mail: 'now' },
  meeting_settle_due: { ...meeting, mail: 'now' },
  meeting_settle_over: { ...meeting, mail: 'now' },
  report_passed: { ...report, mail: 'daily' },
  report_returned: { ...report, mail: 'daily' },
  report_disputed: { ...report, mail: 'daily' },
  report_reopened: { ...report, mail: 'daily' },
  report_late: { ...report, mail: 'now' },
}
