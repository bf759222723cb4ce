import type { UseQueryResult } from '@tanstack/react-query'
import type { Works } from '../../../server/works/contract.ts'
import { AgencyChip } from '../../agencies/AgencyChip.tsx'
import { shortDay } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useTimeWindow } from '../../time/use-window.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Id } from '../../ui/Id.tsx'
import { Waiting } from '../../ui/States.tsx'
import { StatusTag } from '../StatusTag.tsx'

interface ChosenWorksProps {
  query: UseQueryResult<Works> | undefined
  onOpen: () => void
  onRemove: () => void
}

/** One of those that are looked at side by side: opened alone by its title, and taken out by its cross. */
export function ChosenWorks({ query, onOpen, onRemove }: ChosenWorksProps) {
  const { say } = useSpeech()
  const works = query?.data
  const title = works?.title ?? say('works.one')
  return (
    <li className="chosen-row">
      {works ? <Facts works={works} onOpen={onOpen} /> : query ? <Waiting query={query} /> : null}
      <button
        type="button"
        className="quiet"
        aria-label={say('together.remove', { title })}
        title={say('together.removeShort')}
        onClick={onRemove}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  )
}

function Facts({ works, onOpen }: { works: Works; onOpen: () => void }) {
  const { language, name } = useSpeech()
  const { today } = useTimeWindow()
  return (
    <div>
      <span className="row-top">
        <AgencyChip id={works.agencyId} />
        <StatusTag status={works.status} />
      </span>
      <button type="button" className="link" dir="auto" onClick={onOpen}>
        {works.title}
      </button>
      <span className="row-facts">
        {works.streetName ? <span>{name(works.streetName)}</span> : null}
        <span>
          {shortDay(works.period.start, language, today)} – {shortDay(works.period.end, language, today)}
        </span>
        <Id>{works.number}</Id>
      </span>
    </div>
  )
}
