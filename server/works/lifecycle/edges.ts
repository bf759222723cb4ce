import type { Status, WorksEvent } from '../contract.ts'
import type { LifecycleFacts, Party } from './facts.ts'
import {
  announced,
  answered,
  asked,
  askedInForce,
  begun,
  byApplication,
  cleared,
  described,
  emergency,
  filed,
  foreignReason,
  grounded,
  guaranteed,
  ifConsulted,
  ifLonger,
  inForce,
  inspected,
  known,
  mended,
  type Need,
  ofToday,
  opened,
  own,
  paid,
  paidForProposal,
  paidOnceFiled,
  passed,
  permanent,
  permitted,
  permittedIfSudden,
  proposed,
  reason,
  reasonIfEarly,
  recorded,
  resumable,
  rightToDig,
  runOut,
  sampled,
  seldom,
  small,
  solved,
  stillSmall,
  tested,
  toCome,
  toComeWhenAsked,
  trusted,
  unblocked,
  unfiled,
  unfined,
  unopened,
  unopposed,
  unowing,
  unpermitted,
  unproposed,
  whole,
  withinKnownLimits,
  withinLimits,
} from './needs.ts'

interface Edge {
  event: WorksEvent
  from: readonly Status[]
  by: readonly Party[]
  /** Where it leads; the first, unless `isOther` holds. */
  to: readonly [Status, Status?]
  isOther?: (facts: LifecycleFacts) => boolean
  needs?: readonly Need[]
}

const applied = ['submitted', 'in_coordination'] as const satisfies readonly Status[]
const undug = ['draft', 'planned', 'returned', ...applied, 'approved', 'permitted'] as const satisfies readonly Status[]

/** Statuses of ground that may be open. */
const lyingOpen: readonly Status[] = ['in_progress', 'suspended']

/** Statuses of ground that is open, or was. */
const dug: readonly Status[] = [...lyingOpen, 'reinstated', 'in_guarantee']

/** Statuses of a works that is dug, or may be, by a permit; another permit needs another decision. */
export const byPermit = ['permitted', 'in_progress', 'suspended'] as const satisfies readonly Status[]

/** Where nobody is to be asked and nothing to be settled, an application waits for the office alone. */
const isCoordinated = ({ consultation, findings }: LifecycleFacts) =>
  (consultation?.asked ?? 1) > 0 || (findings?.blocking ?? 1) > 0

/** Every edge of the lifecycle. What is not here does not happen. */
export const edges: readonly Edge[] = [
  { event: 'plan', from: ['draft'], by: ['owner'], to: ['planned'] },
  {
    event: 'notify',
    from: ['draft', 'planned'],
    by: ['owner'],
    to: ['in_progress'],
    needs: [emergency, grounded, ofToday, small, withinKnownLimits],
  },
  // a fault may be mended before its application is filed
  ...dug.flatMap((status): Edge[] => [
    {
      event: 'file',
      from: [status],
      by: ['owner'],
      to: [status],
      needs: [emergency, announced, unfiled, described, small],
    },
    {
      event: 'grant',
      from: [status],
      by: ['office'],
      to: [status],
      // once nothing is dug any more it tells what was, and nobody may be put in the place of who did it
      needs: [emergency, filed, unpermitted, known, ...(lyingOpen.includes(status) ? trusted : []), paidOnceFiled],
    },
  ]),
  {
    event: 'submit',
    from: ['planned', 'returned'],
    by: ['owner'],
    to: ['submitted', 'in_coordination'],
    isOther: isCoordinated,
    needs: [rightToDig, byApplication, toCome, known, withinLimits, ...trusted, asked],
  },
  { event: 'return', from: [...applied, 'approved'], by: ['office'], to: ['returned'], needs: [reason] },
  { event: 'refuse', from: [...applied, 'approved'], by: ['office'], to: ['refused'], needs: [reason] },
  { event: 'approve', from: applied, by: ['office'], to: ['approved'], needs: cleared },
  { event: 'grant', from: ['approved'], by: ['office'], to: ['permitted'], needs: [...cleared, ...trusted, paid] },
  {
    event: 'start',
    from: ['permitted'],
    by: ['owner'],
    to: ['in_progress'],
    needs: [permitted, begun, inForce, ...trusted],
  },
  { event: 'suspend', from: ['permitted', 'in_progress'], by: ['office'], to: ['suspended'], needs: [reason] },
  {
    event: 'resume',
    from: ['suspended'],
    by: ['office'],
    to: ['permitted', 'in_progress'],
    isOther: ({ hasStarted }) => hasStarted,
    needs: [known, unblocked, resumable, ...trusted],
  },
  {
    event: 'reinstate',
    from: ['in_progress', 'suspended'],
    by: ['owner'],
    to: ['reinstated'],
    needs: [opened, recorded, whole],
  },
  {
    event: 'accept',
    from: ['reinstated'],
    by: ['office'],
    to: ['in_guarantee'],
    needs: [recorded, whole, permanent, inspected, passed],
  },
  {
    event: 'clear',
    from: ['in_guarantee'],
    by: ['office'],
    to: ['closed'],
    needs: [inspected, guaranteed, mended, solved, tested, sampled, unfined, permittedIfSudden, unowing, reasonIfEarly],
  },
  {
    event: 'cancel',
    from: [...undug, 'suspended'],
    by: ['owner', 'office'],
    to: ['cancelled'],
    needs: [unopened, foreignReason],
  },
  {
    event: 'expire',
    from: ['permitted', 'suspended'],
    by: ['time'],
    to: ['expired'],
    needs: [unopened, permitted, runOut],
  },
  // who has not applied changes the plan; the office amends it where a case is decided so
  ...(['planned', 'returned'] as const).map(
    (status): Edge => ({ event: 'amend', from: [status], by: ['office'], to: [status], needs: [reason] }),
  ),
  {
    event: 'amend',
    from: [...applied, 'approved'],
    by: ['owner', 'office'],
    to: ['in_coordination'],
    needs: [reason, toCome, known, withinLimits],
  },
  ...byPermit.flatMap((status): Edge[] => [
    {
      event: 'propose',
      from: [status],
      by: ['owner'],
      to: [status],
      needs: [
        reason,
        permitted,
        ifLonger(inForce),
        unproposed,
        ifLonger(seldom),
        toCome,
        known,
        withinLimits,
        stillSmall,
        ...trusted.map(ifLonger),
      ],
    },
    {
      event: 'prolong',
      from: [status],
      by: ['owner'],
      to: [status],
      needs: [reason, permitted, inForce, unproposed, seldom, known, withinLimits, unblocked, stillSmall, ...trusted],
    },
    {
      event: 'amend',
      from: [status],
      by: ['office'],
      to: [status],
      needs: [
        proposed,
        permitted,
        ifLonger(askedInForce),
        ifLonger(seldom),
        toComeWhenAsked,
        known,
        withinLimits,
        unblocked,
        stillSmall,
        ...[asked, answered, unopposed].map(ifConsulted),
        ...trusted.map(ifLonger),
        paidForProposal,
      ],
    },
    { event: 'decline', from: [status], by: ['office'], to: [status], needs: [proposed, reason] },
    { event: 'withdraw', from: [status], by: ['owner'], to: [status], needs: [own, proposed] },
  ]),
]
