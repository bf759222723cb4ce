import type { ReactNode } from 'react'
import type { WorksSummary } from '../../server/works/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { number, shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { Id } from '../ui/Id.tsx'

/** Whose works, where, when and how long, in the row of a list; what else there is to say of it last. */
export function ApplicationFacts({ works, children }: { works: WorksSummary; children?: ReactNode }) {
  const { language, say, name } = useSpeech()
  const { today } = useTimeWindow()
  return (
    <>
      <strong dir="auto">{works.title}</strong>
      <span className="row-facts">
        <AgencyChip id={works.agencyId} />
        {works.streetName ? <span>{name(works.streetName)}</span> : null}
        <span>
          {shortDay(works.period.start, language, today)} – {shortDay(works.period.end, language, today)}
        </span>
        <span>{say('unit.metres', { value: number(works.lengthMetres, language) })}</span>
        <Id>{works.number}</Id>
        {children}
      </span>
    </>
  )
}
