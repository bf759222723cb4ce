import { mostStars } from '../../server/reports/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

/** Stars as they were given, in words for those who do not see them. */
export function StarsGiven({ stars }: { stars: number }) {
  const { language, say } = useSpeech()
  const words = say('report.stars', { stars: number(stars, language), most: number(mostStars, language) })
  return (
    <p className="stars-given">
      <span aria-hidden="true" className="stars">
        {'★'.repeat(stars)}
        <i>{'★'.repeat(mostStars - stars)}</i>
      </span>
      <span>{words}</span>
    </p>
  )
}
