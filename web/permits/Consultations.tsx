import type { Procedure } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ConsultationCard } from './ConsultationCard.tsx'

interface ConsultationsProps {
  procedure: Procedure
  /** Answers are still taken. */
  isRunning: boolean
}

/** Who is asked about an application and what they say; what was asked of earlier submissions is folded away. */
export function Consultations({ procedure, isRunning }: ConsultationsProps) {
  const { say } = useSpeech()
  const { consultations } = procedure
  const last = Math.max(0, ...consultations.map(({ round }) => round))
  const earlier = consultations.filter(({ round }) => round < last)
  const card = (consultation: Procedure['consultations'][number]) => (
    <ConsultationCard key={consultation.id} consultation={consultation} procedure={procedure} isRunning={isRunning} />
  )
  return (
    <section className="procedure-part">
      <h3>{say('consultation.title')}</h3>
      {consultations.length === 0 ? <p className="form-note">{say('consultation.none')}</p> : null}
      {consultations.filter(({ round }) => round === last).map(card)}
      {earlier.length > 0 ? (
        <details>
          <summary>{say('consultation.earlier', { count: earlier.length })}</summary>
          {earlier.map((each) => (
            <ConsultationCard key={each.id} consultation={each} procedure={procedure} isRunning={false} />
          ))}
        </details>
      ) : null}
    </section>
  )
}
