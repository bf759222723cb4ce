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

/** The drawing was stored before its answer was lost, and somebody has changed it since, or it was announced: which of both stands? */
export default function StoredOtherwise({ both, isBusy, onOver, onOpen }: StoredOtherwiseProps) {
  const { say } = useSpeech()
  const { stored, drawn } = differing(both.stored, both.drawn)
  const isAnnounced = both.drawn.status === 'draft' && both.stored.status !== 'draft'
  return (
    <section className="permit-card" role="alert" data-testid="stored-otherwise">
      <p>
        <strong>{say(isAnnounced ? 'stored.announced' : 'stored.title')}</strong>
      </p>
      <p className="form-note">{say(isAnnounced ? 'stored.announcedDetail' : 'stored.detail')}</p>
      {Object.keys(drawn).length > 0 ? (
        <BeforeAfter before={stored} after={drawn} heads={[say('stored.there'), say('stored.here')]} />
      ) : null}
      <div className="buttons wrapping">
        <button type="button" className="button" disabled={isBusy} onClick={onOver}>
          {say(isAnnounced ? 'stored.overPlan' : 'stored.over')}
        </button>
        <button type="button" className="button" disabled={isBusy} onClick={() => onOpen(both.stored)}>
          {say('stored.open')}
        </button>
      </div>
    </section>
  )
}
