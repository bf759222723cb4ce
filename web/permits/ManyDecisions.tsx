import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Review } from '../../server/permits/queue/contract.ts'
import type { Problem } from '../api.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { touchTiles } from '../map/tiles.ts'
import { Failure, Loading } from '../ui/States.tsx'
import { ManyPreview } from './ManyPreview.tsx'
import { ManyReport } from './ManyReport.tsx'
import { askProcedure, decide, type Judged, judge, type ManyEvent, manyEvents, mostAtOnce } from './many-decisions.ts'

interface ManyDecisionsProps {
  chosen: readonly Review[]
  onPick: (ids: readonly string[]) => void
}

export interface Outcome {
  review: Review
  problem: Problem | null
}

/** Approves or returns several: first what the rule says of each, then each on its own, then what became of each. */
export function ManyDecisions({ chosen, onPick }: ManyDecisionsProps) {
  const { language, say } = useSpeech()
  const [shown, setShown] = useState<{ event: ManyEvent; judged: readonly Judged[] } | null>(null)
  const [report, setReport] = useState<readonly Outcome[] | null>(null)
  const words = { notNow: say('many.notNow'), unknown: say('many.unknown') }
  const look = useMutation({
    mutationFn: async (event: ManyEvent) => {
      const judged: Judged[] = []
      // one after another: the service judges each as if it stood alone
      for (const review of chosen) judged.push(judge(review, event, await askProcedure(review), words))
      return { event, judged }
    },
    onSuccess: setShown,
  })
  const done = useDone()
  const act = useMutation({
    mutationFn: async ({
      event,
      reviews,
      reason,
    }: {
      event: ManyEvent
      reviews: readonly Review[]
      reason: string
    }) => {
      const outcomes: Outcome[] = []
      for (const review of reviews) outcomes.push({ review, problem: await decide(review, event, reason) })
      return outcomes
    },
    onSuccess: (outcomes) => {
      setReport(outcomes)
      setShown(null)
      onPick(outcomes.filter(({ problem }) => problem).map(({ review }) => review.works.id))
    },
    onSettled: done,
  })
  const isTooMany = chosen.length > mostAtOnce
  return (
    <div className="many">
      {manyEvents.map((event) => (
        <button
          key={event}
          type="button"
          className="button small"
          disabled={chosen.length === 0 || isTooMany || look.isPending}
          onClick={() => {
            setReport(null)
            act.reset()
            look.mutate(event)
          }}
        >
          {say(`many.${event}`, { count: chosen.length })}
        </button>
      ))}
      <p className="missing" role="status">
        {isTooMany ? say('many.tooMany', { count: chosen.length, most: number(mostAtOnce, language) }) : null}
      </p>
      {look.isPending ? <Loading label={say('many.looking')} /> : null}
      {look.isError ? <Failure problem={look.error} /> : null}
      {report ? <ManyReport outcomes={report} /> : null}
      {shown ? (
        <ManyPreview
          {...shown}
          isBusy={act.isPending}
          problem={act.error}
          onAct={(reviews, reason) => act.mutate({ event: shown.event, reviews, reason })}
          onKeep={() => setShown(null)}
        />
      ) : null}
    </div>
  )
}

/** Whatever came of it, what is shown of applications is read again. */
function useDone(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    touchTiles()
    const shownIn = ['procedure', 'consultations', 'reviews', 'works']
    await Promise.all(shownIn.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
}
