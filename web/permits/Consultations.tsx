import type { Procedure } from '../../server/permits/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { ConsultationCard } from './ConsultationCard.tsx'

/** Who is asked about an application, or a proposal, and what they say; what was asked of earlier ones is folded away. */
export function Consultations({ procedure }: { procedure: Procedure }) {
  const { say } = useSpeech()
  const { consultations, consulting } = procedure
  const asked = consultations.filter(({ round }) => round === consulting.round)
  const earlier = consultations.filter(({ round }) => round < consulting.round)
  return (
    <section className="procedure-part">
      <h3>{say('consultation.title')}</h3>
      {asked.length === 0 ? <p className="form-note">{say('consultation.none')}</p> : null}
      {asked.map((each) => (
        <ConsultationCard key={each.id} consultation={each} procedure={procedure} isRunning={consulting.isRunning} />
      ))}
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
