import type { WorksSummary } from '../../server/works/contract.ts'
import { useAddress } from '../address.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { number, shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useTimeWindow } from '../time/use-window.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import { StatusTag } from './StatusTag.tsx'
import { chosenOf } from './together/rules.ts'
import { useChooseWorks } from './together/use-choose-works.ts'

export function WorksRow({ works }: { works: WorksSummary }) {
  const { language, say, name } = useSpeech()
  const { today } = useTimeWindow()
  const choose = useChooseWorks()
  const selected = chosenOf(useAddress()).includes(works.id)
  const { blocking, warning, chances } = works.conflicts
  return (
    <li>
      <button
        type="button"
        className="row"
        aria-current={selected || undefined}
        onClick={({ shiftKey }) => choose(works.id, shiftKey)}
      >
        <span className="row-top">
          <AgencyChip id={works.agencyId} />
          <StatusTag status={works.status} />
        </span>
        <strong dir="auto">{works.title}</strong>
        <span className="row-facts">
          {works.streetName ? <span>{name(works.streetName)}</span> : null}
          <span>
            {shortDay(works.period.start, language, today)} – {shortDay(works.period.end, language, today)}
          </span>
          <span>{say('unit.metres', { value: number(works.lengthMetres, language) })}</span>
          <Id>{works.number}</Id>
          {blocking ? (
            <span className="flag blocking">
              <Icon name="warning" size={14} />
              {say('conflict.blockingCount', { count: blocking })}
            </span>
          ) : null}
          {warning ? <span className="flag warning">{say('conflict.warningCount', { count: warning })}</span> : null}
          {chances ? <span className="flag chance">{say('conflict.chanceCount', { count: chances })}</span> : null}
        </span>
      </button>
    </li>
  )
}
