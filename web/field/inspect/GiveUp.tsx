import { useState } from 'react'
import { hrefOf, useGoing } from '../../going.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import type { DraftInHand } from './use-draft.ts'

/** A visit that was begun and is not to be made, or a correction that is not: nothing of it stays. */
export function GiveUp({ inHand, isCorrection }: { inHand: DraftInHand; isCorrection: boolean }) {
  const { say } = useSpeech()
  const { address, go } = useGoing()
  const [isAsking, setAsking] = useState(false)
  const giveUp = async () => {
    await inHand.drop()
    go(hrefOf(isCorrection ? '/field/outbox' : '/field', address), { replace: true })
  }
  return (
    <div className="give-up">
      <button type="button" className="link" disabled={inHand.isTaking} onClick={() => setAsking(true)}>
        {say(isCorrection ? 'inspect.giveUpCorrection' : 'inspect.giveUp')}
      </button>
      {isAsking ? (
        <Confirm
          title={say(isCorrection ? 'inspect.giveUpCorrectionAsked' : 'inspect.giveUpAsked')}
          detail={say(isCorrection ? 'inspect.giveUpCorrectionDetail' : 'inspect.giveUpDetail')}
          act={say('inspect.giveUpYes')}
          keep={say('inspect.giveUpNo')}
          onKeep={() => setAsking(false)}
          onAct={() => void giveUp()}
        />
      ) : null}
    </div>
  )
}
