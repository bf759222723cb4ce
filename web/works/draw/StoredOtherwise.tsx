import '../../permits/permits.css'
import type { Works } from '../../../server/works/contract.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { BeforeAfter } from '../../permits/amend/BeforeAfter.tsx'
import { differing, type StoredOtherwise as Otherwise } from './store-works.ts'

interface StoredOtherwiseProps {
  both: Otherwise['both']
  isBusy: boolean
  onOver: () => void
  onOpen: (stored: Works) => void
}

/** The drawing was stored before its answer was lost, and somebody has changed it since: which of both stands? */
export default function StoredOtherwise({ both, isBusy, onOver, onOpen }: StoredOtherwiseProps) {
  const { say } = useSpeech()
  const { stored, drawn } = differing(both.stored, both.drawn)
  return (
    <section className="permit-card" role="alert" data-testid="stored-otherwise">
      <p>
        <strong>{say('stored.title')}</strong>
      </p>
      <p className="form-note">{say('stored.detail')}</p>
      <BeforeAfter before={stored} after={drawn} heads={[say('stored.there'), say('stored.here')]} />
      <div className="buttons wrapping">
        <button type="button" className="button" disabled={isBusy} onClick={onOver}>
          {say('stored.over')}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => onOpen(both.stored)}>
          {say('stored.open')}
        </button>
      </div>
    </section>
  )
}
