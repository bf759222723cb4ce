import type { ReactNode, Ref } from 'react'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { DaysInText } from '../ui/DaysInText.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Id } from '../ui/Id.tsx'
import type { Meeting } from './meeting.ts'

const icons: Record<Meeting['kind'], IconName> = {
  clash: 'warning',
  proximity: 'people',
  repeat_dig: 'shared',
  moratorium: 'clock',
  guarantee: 'shield',
  protected_surface: 'shield',
  event: 'calendar',
  blackout: 'calendar',
  split_works: 'ruler',
  limit: 'ruler',
  diversion: 'barrier',
}

interface FindingCardProps {
  meeting: Meeting
  onOpen?: (() => void) | undefined
  /** Of its heading, where that may take the focus. */
  headingRef?: Ref<HTMLHeadingElement>
  /** Buttons, such as the shifts that clear it. */
  children?: ReactNode
}

/** One finding: what, how grave, whom, in which metres and days, by which rule, and what would clear it. */
export function FindingCard({ meeting, onOpen, headingRef, children }: FindingCardProps) {
  const { say } = useSpeech()
  const tone = meeting.digOnce ? 'chance' : meeting.isWaived ? 'waived' : meeting.severity
  const severity = meeting.digOnce ? 'chance' : meeting.severity
  return (
    <article className="finding" data-tone={tone} data-testid="finding">
      <header>
        <Icon name={icons[meeting.kind]} />
        <h3 ref={headingRef} tabIndex={headingRef ? -1 : undefined}>
          {say(`finding.${meeting.kind}`)}
        </h3>
        <span className="tag">{tone === 'waived' ? say('conflict.waived') : say(`severity.${severity}`)}</span>
      </header>
      <p className="finding-other">
        {meeting.otherAgencyId ? <AgencyChip id={meeting.otherAgencyId} /> : null}
        {onOpen ? (
          <button type="button" className="link" onClick={onOpen}>
            {meeting.otherTitle}
          </button>
        ) : (
          <span>{meeting.otherTitle}</span>
        )}
        {meeting.otherNumber ? <Id>{meeting.otherNumber}</Id> : null}
      </p>
      <p>
        <DaysInText text={meeting.explanation} />
      </p>
      {meeting.complete ? null : <p className="incomplete">{say('finding.incompleteOne')}</p>}
      {children ?? <ClearsWords meeting={meeting} />}
    </article>
  )
}

/** What would clear it, where nothing can be moved from here: the shifts of the works `moved`, or of the one in view. */
export function ClearsWords({ meeting, moved }: { meeting: Meeting; moved?: string }) {
  const { say } = useSpeech()
  const { earlierDays, laterDays } = meeting.clears ?? { earlierDays: null, laterDays: null }
  if (meeting.digOnce || (earlierDays === null && laterDays === null)) return null
  const parts = [
    earlierDays === null ? null : say('clears.earlier', { count: earlierDays }),
    laterDays === null ? null : say('clears.later', { count: laterDays }),
  ]
  const shifts = parts.filter(Boolean).join(' · ')
  return <p className="finding-clears">{moved ? say('clears.of', { title: moved, shifts }) : shifts}</p>
}
