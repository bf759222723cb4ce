import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { readyQuery, useUser } from '../agencies/queries.ts'
import { fullDay, otherDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { pageName } from '../pages.ts'
import { useTimeWindow } from '../time/use-window.tsx'

/** On paper, in place of rail and controls: what this is, of which days, printed when, and where it can be read again. */
export function PrintHead() {
  const { language, say } = useSpeech()
  const { pathname, href } = useLocation()
  const { settled } = useTimeWindow()
  const user = useUser()
  const today = useQuery(readyQuery).data?.today
  return (
    <header className="print-head">
      <strong>
        {say('app.name')} · {say(pageName(pathname, user))}
      </strong>
      <span>
        {fullDay(settled.start, language)} – {fullDay(settled.end, language)}
      </span>
      {today ? (
        <span>{say('print.on', { day: `${fullDay(today, language)} (${otherDay(today, language)})` })}</span>
      ) : null}
      <bdi dir="ltr">{window.location.origin + href}</bdi>
    </header>
  )
}
