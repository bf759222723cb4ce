import type { ReactNode } from 'react'
import type { WorksSummary } from '../../server/works/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { shortDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { useOpenWorks } from '../works/open.ts'
import { StatusTag } from '../works/StatusTag.tsx'

interface SharingWorksProps {
  works: readonly WorksSummary[]
  leadId: string | null
  leadWords: string
  shifts?: readonly { worksId: string; days: number }[]
  /** What else there is to say of one. */
  more?: (works: WorksSummary) => ReactNode
}

/** The works that share a trench, or could: whose, when, who leads, and by how much each would move. */
export function SharingWorks({ works, leadId, leadWords, shifts = [], more }: SharingWorksProps) {
  const { language, say } = useSpeech()
  const open = useOpenWorks()
  return (
    <ul className="sharing">
      {works.map((each) => (
        <li key={each.id}>
          <span className="with-chip">
            <AgencyChip id={each.agencyId} />
            <StatusTag status={each.status} />
            {each.id === leadId ? <span className="tag lead">{leadWords}</span> : null}
          </span>
          <button type="button" className="link" onClick={() => open(each.id)}>
            <bdi>{each.title}</bdi>
          </button>
          <span className="form-note">
            {shortDay(each.period.start, language)} – {shortDay(each.period.end, language)}
            <Shift days={shifts.find(({ worksId }) => worksId === each.id)?.days} say={say} />
          </span>
          {more?.(each)}
        </li>
      ))}
    </ul>
  )
}

function Shift({ days, say }: { days: number | undefined; say: ReturnType<typeof useSpeech>['say'] }) {
  if (days === undefined) return null
  const words =
    days === 0 ? say('digOnce.stays') : say(days > 0 ? 'digOnce.later' : 'digOnce.earlier', { count: Math.abs(days) })
  return <> · {words}</>
}
