import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'

/** A score of 0 to 100 as a bar and a number, or that there is too little to say. */
export function ScoreBar({ score }: { score: number | null }) {
  const { language, say } = useSpeech()
  if (score === null) return <span className="quality-few">{say('quality.tooFew')}</span>
  return (
    <span className="score-bar">
      <span className="score-track" aria-hidden="true">
        <span style={{ inlineSize: `${score}%` }} data-low={score < 50 || undefined} />
      </span>
      <b>{number(score, language, 1)}</b>
    </span>
  )
}
