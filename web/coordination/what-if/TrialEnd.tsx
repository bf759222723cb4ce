import type { UseMutationResult } from '@tanstack/react-query'
import type { Works } from '../../../server/works/contract.ts'
import { mayChange } from '../../../server/works/rules.ts'
import { useAgencies } from '../../agencies/queries.ts'
import type { Problem } from '../../api.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Failure } from '../../ui/States.tsx'
import { useIsOurs } from '../../works/ours.ts'
import type { Trial } from './use-trial.ts'

interface TrialEndProps {
  trial: Trial
  save: UseMutationResult<Works, Problem, Works>
}

/** Saved by whom the works belongs to, or left; others are told who could save. */
export function TrialEnd({ trial, save }: TrialEndProps) {
  const { say, name } = useSpeech()
  const { byId } = useAgencies()
  const works = trial.works.data
  const isOwn = useIsOurs(works)
  if (!works || !trial.isTried) return save.isSuccess ? <p className="clear">{say('whatIf.saved')}</p> : null
  const agency = byId.get(works.agencyId)
  const maySave = isOwn && mayChange(works)
  return (
    <>
      {save.isError ? <Failure problem={save.error} /> : null}
      {maySave ? null : (
        <p className="form-note">
          {isOwn
            ? say('whatIf.frozen')
            : say('whatIf.notYours', { agency: agency ? name(agency.name) : say('agency.unknown') })}
        </p>
      )}
      {trial.wrongDays.length > 0 ? <p className="missing">{trial.wrongDays.join(' · ')}</p> : null}
      <div className="buttons">
        {maySave ? (
          <button
            type="button"
            className="button primary"
            disabled={!trial.isSound || save.isPending}
            onClick={() => save.mutate(works)}
          >
            {say('whatIf.save')}
          </button>
        ) : null}
        <button type="button" className="button" onClick={trial.discard}>
          {say('whatIf.discard')}
        </button>
      </div>
    </>
  )
}
