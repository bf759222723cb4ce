/** What happens to a works, in the order of its life; `expire` comes with time, the last five are of amendments. */
export const worksEvents = [
  'plan',
  'notify',
  'file',
  'submit',
  'return',
  'refuse',
  'approve',
  'grant',
  'start',
  'suspend',
  'resume',
  'reinstate',
  'accept',
  'clear',
  'cancel',
  'expire',
  'amend',
  'propose',
  'prolong',
  'decline',
  'withdraw',
] as const
/** Those of amendments, which have a door of their own. */
export const amendmentEvents = [
  'amend',
  'propose',
  'prolong',
  'decline',
  'withdraw',
] as const satisfies readonly (typeof worksEvents)[number][]
export type WorksEvent = (typeof worksEvents)[number]
/** What happens to a future project: it becomes works, in part or whole. */
export const projectEvents = ['progress'] as const
/** What is told of a works while it stands where it stands: an answer, more time for one, an objection overruled, a finding waived, a violation, days past its permit, a record of how its ground was closed, what became of its fee. */
export const worksNotes = [
  'answer',
  'deem',
  'extend',
  'overrule',
  'waive',
  'violate',
  'overrun',
  'record',
  'fee_paid',
  'fee_failed',
  'fee_waived',
  'fee_refunded',
] as const
export type WorksNote = (typeof worksNotes)[number]
