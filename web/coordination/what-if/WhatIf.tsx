import '../explorer.css'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { roleMay } from '../../../server/access/rules.ts'
import type { Conflict } from '../../../server/coordination/contract.ts'
import type { Works } from '../../../server/works/contract.ts'
import { useUser } from '../../agencies/queries.ts'
import { answered, write } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { touchTiles } from '../../map/tiles.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Failure } from '../../ui/States.tsx'
import { ClearsButtons } from '../ClearsButtons.tsx'
import { TrialDates } from './TrialDates.tsx'
import { TrialEnd } from './TrialEnd.tsx'
import { TrialGantt } from './TrialGantt.tsx'
import { TrialOutcome } from './TrialOutcome.tsx'
import { movableSides, type Trial, useTrial } from './use-trial.ts'

/** Saves the dates that were tried, against the version that they were tried on. */
function useSaveDates(trial: Trial) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, version }: Works) =>
      answered(write<Works>('PATCH', `/api/works/${id}`, { version: trial.version ?? version, period: trial.period })),
    onSuccess: () => {
      touchTiles()
      trial.discard()
      void client.invalidateQueries({ queryKey: ['works'] })
      void client.invalidateQueries({ queryKey: ['conflicts'] })
      void client.invalidateQueries({ queryKey: ['assessment'] })
    },
  })
}

/** Other dates for one of the two, tried as a draft: what would become of this conflict, and what would arise. */
export function WhatIf({ conflict }: { conflict: Conflict }) {
  const { say } = useSpeech()
  const user = useUser()
  const mayTry = user !== null && roleMay(user.role, 'works.assess')
  const [movable] = useState(() => (mayTry ? movableSides(conflict) : []))
  const trial = useTrial(conflict, movable)
  const save = useSaveDates(trial)
  return (
    <section className="what-if" aria-label={say('whatIf.title')} data-testid="what-if">
      <TrialGantt trial={trial} movable={movable.length > 0} />
      {movable.length === 0 ? (
        mayTry ? (
          <p className="form-note">{say('whatIf.begun')}</p>
        ) : null
      ) : (
        <>
          <h2>{say('whatIf.title')}</h2>
          <p className="form-note">{say('whatIf.how', { side: trial.side })}</p>
          {movable.length > 1 ? (
            <Segmented
              label={say('whatIf.which')}
              value={trial.side}
              onChange={trial.choose}
              options={movable.map((side) => ({ value: side, label: side }))}
            />
          ) : null}
          <TrialDates trial={trial} />
          {trial.isTried ? null : (
            <ClearsButtons clears={trial.clears ?? null} scope={trial.clearsScope} onShift={trial.shiftBy} />
          )}
          {trial.works.isError ? <Failure problem={trial.works.error} /> : null}
          {trial.isTried && trial.problem && !trial.isWorking ? (
            <Failure problem={trial.problem} onRetry={trial.retry} />
          ) : null}
          <TrialOutcome trial={trial} />
          <TrialEnd trial={trial} save={save} />
        </>
      )}
    </section>
  )
}
