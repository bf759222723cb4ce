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
import { type NoDays, noDaysOf } from '../../works/draw/no-days.ts'
import { ownClaims } from '../../works/draw/own-claims.ts'
import { useAssessment } from '../../works/draw/use-assessment.ts'
import { worksQuery } from '../../works/queries.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

export type Side = 'A' | 'B'

/** The works with other dates, as an assessment takes it: it does not meet itself. */
function assessedOf(works: Works, period: Period): Assessed {
  const { category, route, trafficImpact, trenchWidthMetres, closure } = works
  return {
    ...ownClaims(works, period),
    category,
    route: route as Route,
    period,
    trafficImpact,
    closure,
    ...(trenchWidthMetres ? { trenchWidthMetres } : {}),
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

/** The dates that are tried, by both ends or by one, against the version of the works that they were first tried on. */
function useTriedDates(stands: Period, newest: number | undefined) {
  const { say } = useSpeech()
  const [moved, setMoved] = useState<Period | null>(null)
  const [noDays, setNoDays] = useState<NoDays>({})
  /** A save must not write over what others have saved since. */
  const [version, setVersion] = useState<number | null>(null)
  const tryDates = (period: Period | null) => {
    setMoved(period)
    setVersion((before) => (period === null ? null : (before ?? newest ?? null)))
  }
  /** Both days at once: what was typed in their place is no longer meant. */
  const tryBoth = (period: Period | null) => {
    setNoDays({})
    tryDates(period)
  }
  const period = moved ?? stands
  const isTurned = period.end < period.start
  const wrongDays = noDaysOf({ noDays }, say)
  return {
    period,
    version,
    isTried: !samePeriod(period, stands),
    isTurned,
    isSound: !isTurned && wrongDays.length === 0,
    noDays,
    /** The fields that hold no day, each named. */
    wrongDays,
    typeNoDay: (change: NoDays) => setNoDays((before) => ({ ...before, ...change })),
    move: (next: Period) => tryBoth(next),
    shiftBy: (days: number) => tryBoth(shift(period, days)),
    /** Another start takes the end along. */
    startAt: (start: string) => tryDates({ start, end: addDays(start, daysOf(isTurned ? stands : period) - 1) }),
    endAt: (end: string) => tryDates({ start: period.start, end }),
    discard: () => tryBoth(null),
  }
}

type Tried = Pick<ReturnType<typeof useTriedDates>, 'period' | 'isTried' | 'isSound'>

/** What the works meets as it stands and with the dates that are tried, and what that means for the conflict. */
function useOutcome(conflict: Conflict, otherId: string, works: Works | undefined, tried: Tried) {
  const { language } = useSpeech()
  const { period, isTried, isSound } = tried
  const asked = useMemo(() => (works ? assessedOf(works, works.period) : null), [works])
  const moved = useMemo(
    () => (works && isTried && isSound ? assessedOf(works, period) : null),
    [works, period, isTried, isSound],
  )
  const before = useAssessment(asked, language)
  const after = useAssessment(moved, language)
  const isWorking = before.working || after.working
  const outcome: Outcome | null =
    moved && !isWorking && before.assessment && after.assessment
      ? outcomeOf(conflict, otherId, before.assessment, after.assessment)
      : null
  const found = before.assessment?.findings.find(({ kind, other }) => kind === conflict.kind && other.id === otherId)
  const isBlocking = conflict.severity === 'blocking'
  return {
    isWorking,
    outcome,
    /** The shifts that help, seen from this side: beside what blocks, the ground at rest would often block next. */
    clears: isBlocking ? before.assessment?.clears.blocking : found?.clears,
    clearsScope: isBlocking ? ('blocking' as const) : ('one' as const),
    problem: after.error ?? before.error,
    retry: () => void (after.error ? after.refetch() : before.refetch()),
  }
}

/** Other dates for one of the two works of a conflict, and what would come of them. Nothing is stored. */
export function useTrial(conflict: Conflict, movable: readonly Side[]) {
  const user = useUser()
  const { worksA, worksB } = conflict
  // first one's own, where it can move; B where both could
  const ownFirst = movable.find(
    (side) => user?.role === 'utility' && user.agencyId === (side === 'A' ? worksA : worksB).agencyId,
  )
  const [side, setSide] = useState<Side>(ownFirst ?? movable.at(-1) ?? 'B')
  const [own, other] = side === 'A' ? [worksA, worksB] : [worksB, worksA]
  const works = useQuery({ ...worksQuery(own.id), enabled: movable.length > 0 })
  const stands = works.data?.period ?? own.period
  const dates = useTriedDates(stands, works.data?.version)
  const outcome = useOutcome(conflict, other.id, works.data, dates)
  const choose = (next: Side) => {
    setSide(next)
    dates.discard()
  }
  return { side, own, other, works, stands, choose, ...dates, ...outcome }
}

export type Trial = ReturnType<typeof useTrial>
