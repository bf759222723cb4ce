import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Assessed, Conflict } from '../../../server/coordination/contract.ts'
import type { Route } from '../../../server/geo/contract.ts'
import type { Period } from '../../../server/time/contract.ts'
import { addDays, daysOf, shift } from '../../../server/time/rules.ts'
import type { Works } from '../../../server/works/contract.ts'
import { mayMove } from '../../../server/works/rules.ts'
import { useUser } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { samePeriod } from '../../time/window.ts'
import { type NoDays, noDaysOf } from '../../works/draw/draft.ts'
import { useAssessment } from '../../works/draw/use-assessment.ts'
import { isOurs } from '../../works/ours.ts'
import { worksQuery } from '../../works/queries.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

export type Side = 'A' | 'B'

/** The works with other dates, as an assessment takes it: it does not meet itself. */
function assessedOf(works: Works, period: Period): Assessed {
  const { id: worksId, category, route, trafficImpact, trenchWidthMetres, connections, projectId } = works
  return {
    worksId,
    category,
    route: route as Route,
    period,
    trafficImpact,
    ...(trenchWidthMetres ? { trenchWidthMetres } : {}),
    ...(connections ? { connections } : {}),
    ...(projectId ? { projectId } : {}),
  }
}

/** The sides whose dates are still a plan. */
export function movableSides({ worksA, worksB }: Conflict): Side[] {
  const sides = [
    ['A', worksA],
    ['B', worksB],
  ] as const
  return sides.flatMap(([side, { status }]) => (mayMove(status) ? [side] : []))
}

/** Other dates for one of the two works of a conflict, and what would come of them. Nothing is stored. */
export function useTrial(conflict: Conflict, movable: readonly Side[]) {
  const { language, say } = useSpeech()
  const user = useUser()
  const { worksA, worksB } = conflict
  // first one's own, where it can move; B where both could
  const ownFirst = movable.find((side) => isOurs(user, side === 'A' ? worksA : worksB) && user?.role === 'utility')
  const [side, setSide] = useState<Side>(ownFirst ?? movable.at(-1) ?? 'B')
  const [moved, setMoved] = useState<Period | null>(null)
  const [noDays, setNoDays] = useState<NoDays>({})
  /** The version that other dates were first tried on: a save must not write over what others have saved since. */
  const [version, setVersion] = useState<number | null>(null)
  const [own, other] = side === 'A' ? [worksA, worksB] : [worksB, worksA]
  const works = useQuery({ ...worksQuery(own.id), enabled: movable.length > 0 })
  const stands = works.data?.period ?? own.period
  const tryDates = (period: Period | null) => {
    setMoved(period)
    setVersion((before) => (period === null ? null : (before ?? works.data?.version ?? null)))
  }
  /** Both days at once: what was typed in their place is no longer meant. */
  const tryBoth = (period: Period | null) => {
    setNoDays({})
    tryDates(period)
  }
  const isTried = moved !== null && !samePeriod(moved, stands)
  const isTurned = moved !== null && moved.end < moved.start
  const wrongDays = noDaysOf({ noDays }, say)
  const isSound = !isTurned && wrongDays.length === 0
  const asked = useMemo(() => (works.data ? assessedOf(works.data, stands) : null), [works.data, stands])
  const tried = useMemo(
    () => (asked && moved && isTried && isSound ? { ...asked, period: moved } : null),
    [asked, moved, isTried, isSound],
  )
  const before = useAssessment(asked, language)
  const after = useAssessment(tried, language)
  const isWorking = before.working || after.working
  const outcome: Outcome | null =
    tried && !isWorking && before.assessment && after.assessment
      ? outcomeOf(conflict, other.id, before.assessment, after.assessment)
      : null
  const found = before.assessment?.findings.find(
    ({ kind, other: met }) => kind === conflict.kind && met.id === other.id,
  )
  const isBlocking = conflict.severity === 'blocking'
  return {
    side,
    version,
    own,
    other,
    works,
    stands,
    period: moved ?? stands,
    isTried,
    isTurned,
    isSound,
    noDays,
    /** The fields that hold no day, each named. */
    wrongDays,
    typeNoDay: (change: NoDays) => setNoDays((before) => ({ ...before, ...change })),
    isWorking,
    outcome,
    /** The shifts that help, seen from this side: beside what blocks, the ground at rest would often block next. */
    clears: isBlocking ? before.assessment?.clears.blocking : found?.clears,
    clearsScope: isBlocking ? ('blocking' as const) : ('one' as const),
    problem: after.error ?? before.error,
    retry: () => void (after.error ? after.refetch() : before.refetch()),
    choose: (next: Side) => {
      setSide(next)
      tryBoth(null)
    },
    move: (period: Period) => tryBoth(period),
    shiftBy: (days: number) => tryBoth(shift(moved ?? stands, days)),
    /** Another start takes the end along. */
    startAt: (start: string) =>
      tryDates({ start, end: addDays(start, daysOf(moved && !isTurned ? moved : stands) - 1) }),
    endAt: (end: string) => tryDates({ start: (moved ?? stands).start, end }),
    discard: () => tryBoth(null),
  }
}

export type Trial = ReturnType<typeof useTrial>
