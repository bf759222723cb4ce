import { hrefOf, useFollow, useGoing } from '../../going.tsx'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { useKeptReports } from './use-kept.ts'

/** The way to what lies on this phone, where something does. */
export function KeptLink() {
  const { language, say } = useSpeech()
  const { address } = useGoing()
  const follow = useFollow()
  const kept = useKeptReports()
  if (!kept?.length) return null
  return (
    <a className="link kept-link" href={hrefOf('/reports/new', address)} onClick={follow}>
      {say('report.kept.list')} <span className="count">{number(kept.length, language)}</span>
    </a>
  )
}
