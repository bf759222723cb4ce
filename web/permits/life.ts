import { type Status, statuses } from '../../server/works/contract.ts'

export interface LifeStep {
  status: Status
  /** `skipped`: it was not needed, as nobody was to be asked. */
  state: 'done' | 'now' | 'skipped' | 'ahead'
  /** Beside the way from the plan to its end: returned, refused, cancelled, suspended, expired. */
  isAside: boolean
}

/** What tells how far a works had come that has left its way. */
export interface LifeFacts {
  status: Status
  hasStarted: boolean
  wasSubmitted: boolean
  /** It was dug upon a notice: its application follows, and its permit. */
  isEmergency: boolean
  /** A plan of its own kind: nobody applies for it, works come of it. */
  isProject: boolean
  hasPermit: boolean
  /** Somebody was asked, or something waived; `null` where it is not known. */
  wasCoordinated: boolean | null
}

const way = statuses.slice(statuses.indexOf('planned'), statuses.indexOf('closed') + 1)

const wayOfProject: readonly Status[] = ['planned', 'progressed']

/** After these a works goes on; after the others it does not. */
const passing: readonly Status[] = ['draft', 'returned', 'suspended']

/** The last step of the way that a works has behind it; -1 for none. */
function lastDone({ status, hasStarted, wasSubmitted, hasPermit }: LifeFacts): number {
  if (hasStarted) return way.indexOf('in_progress')
  if (hasPermit || status === 'suspended' || status === 'expired') return way.indexOf('permitted')
  if (status === 'draft') return -1
  // what is returned was submitted, and is to be submitted again
  if (status === 'returned') return way.indexOf('planned')
  return wasSubmitted || status === 'refused' ? way.indexOf('submitted') : way.indexOf('planned')
}

/** What an emergency did not wait for: some of it follows, some is never needed. */
function afterNotice(status: Status, { wasSubmitted, hasPermit }: LifeFacts): LifeStep['state'] {
  if (status === 'planned') return 'done'
  if (status === 'submitted') return wasSubmitted ? 'done' : 'ahead'
  if (status === 'permitted') return hasPermit ? 'done' : 'ahead'
  return 'skipped'
}

/** The steps of a works' life: those behind it, where it stands, and what is to come. */
export function lifeSteps(facts: LifeFacts): LifeStep[] {
  const path = facts.isProject ? wayOfProject : way
  const at = path.indexOf(facts.status)
  const done = at < 0 ? lastDone(facts) : at - 1
  const step = (status: Status, place: number): LifeStep => {
    if (place === at) return { status, state: 'now', isAside: false }
    if (place > done) return { status, state: 'ahead', isAside: false }
    if (facts.isEmergency && place < way.indexOf('in_progress'))
      return { status, state: afterNotice(status, facts), isAside: false }
    const isSkipped = status === 'in_coordination' && facts.wasCoordinated === false
    return { status, state: isSkipped ? 'skipped' : 'done', isAside: false }
  }
  const steps = path.map(step)
  if (at >= 0) return steps
  const aside: LifeStep = { status: facts.status, state: 'now', isAside: true }
  const ahead = passing.includes(facts.status) ? steps.slice(done + 1) : []
  return [...steps.slice(0, done + 1), aside, ...ahead]
}
