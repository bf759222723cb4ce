import { useState } from 'react'
import type { Problem } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { hasMovedOn } from '../permits/use-deed.ts'
import { Confirm } from '../ui/Confirm.tsx'
import { Failure } from '../ui/States.tsx'

interface RestrictionDeedsProps {
  called: string
  /** Ends it with today; null where it has ended or does not end by a day. */
  onEnd: (() => void) | null
  onRemove: () => void
  isBusy: boolean
  problem: Problem | null
}

/** What is done to a restriction besides writing it: it ends with today, or is taken away as a slip. */
export function RestrictionDeeds({ called, onEnd, onRemove, isBusy, problem }: RestrictionDeedsProps) {
  const { say } = useSpeech()
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      {problem ? hasMovedOn(problem) ? <MovedOn /> : <Failure problem={problem} /> : null}
      <div className="buttons">
        {onEnd ? (
          <button type="button" className="button" disabled={isBusy} onClick={onEnd}>
            {say('restrictions.end')}
          </button>
        ) : null}
        <button type="button" className="button" disabled={isBusy} onClick={() => setAsking(true)}>
          {say('restrictions.remove')}
        </button>
      </div>
      {isAsking ? (
        <Confirm
          title={say('restrictions.removeAsked', { name: called })}
          detail={say('restrictions.removeDetail')}
          act={say('restrictions.remove')}
          keep={say('restrictions.keep')}
          onKeep={() => setAsking(false)}
          onAct={() => {
            setAsking(false)
            onRemove()
          }}
        />
      ) : null}
    </>
  )
}

/** Somebody else has changed it meanwhile. */
export function MovedOn() {
  const { say } = useSpeech()
  return (
    <p className="missing" role="alert">
      {say('restrictions.movedOn')}
    </p>
  )
}
