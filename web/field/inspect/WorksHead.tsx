import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { fullDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Id } from '../../ui/Id.tsx'
import type { Sheet } from './sheet.ts'

/** Which works, whose, dug by whom; what for, and why now. */
export function WorksHead({ sheet: { works, visit, checklist } }: { sheet: Sheet }) {
  const { language, say } = useSpeech()
  return (
    <section className="works-head" aria-label={works.title}>
      <p className="works-head-kind">{say(`inspection.kind.${checklist.kind}`)}</p>
      <h2 dir="auto">{works.title}</h2>
      <p className="works-head-facts">
        <Id>{works.number}</Id>
        <AgencyChip id={works.agencyId} />
        {works.contractorId ? <AgencyChip id={works.contractorId} /> : null}
      </p>
      {visit ? (
        <p>
          {say(`visit.why.${visit.cause}`)} · {say('visit.dueOn', { day: fullDay(visit.dueOn, language) })}
        </p>
      ) : null}
      {visit?.note ? <p dir="auto">{visit.note}</p> : null}
    </section>
  )
}
