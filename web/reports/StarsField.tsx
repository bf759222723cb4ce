import { useId } from 'react'
import { mostStars } from '../../server/reports/contract.ts'
import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'

interface StarsFieldProps {
  stars: number | null
  onStars: (stars: number) => void
}

/** From one star to all of them: none is chosen beforehand. */
export function StarsField({ stars, onStars }: StarsFieldProps) {
  const { language, say } = useSpeech()
  const name = useId()
  const most = number(mostStars, language)
  return (
    <fieldset className="stars-field">
      <legend>{say('report.rating')}</legend>
      <div>
        {Array.from({ length: mostStars }, (_, at) => at + 1).map((value) => (
          <label key={value} data-filled={(stars !== null && value <= stars) || undefined}>
            <input
              type="radio"
              name={name}
              checked={value === stars}
              aria-label={say('report.stars', { stars: number(value, language), most })}
              onChange={() => onStars(value)}
            />
            <span aria-hidden="true">{stars !== null && value <= stars ? '★' : '☆'}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
