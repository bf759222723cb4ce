import { useEffect, useState } from 'react'
import { number } from '../../i18n/format.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** Whatever is not answered passes, with one press, and a second one that means it. */
export function OthersPass({ left, onPass }: { left: number; onPass: () => void }) {
  const { language, say } = useSpeech()
  const [isSure, setSure] = useState(false)
  // another number is another question
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for each number
  useEffect(() => setSure(false), [left])
  if (left === 0) return null
  const shown = number(left, language)
  return (
    <div className="others-pass">
      <button type="button" className="button wide" aria-expanded={isSure} onClick={() => setSure(!isSure)}>
        <Icon name="check" />
        {say('inspect.othersPass', { count: left, shown })}
      </button>
      {isSure ? (
        <div role="alert">
          <p>{say('inspect.othersPassSure', { count: left, shown })}</p>
          <button type="button" className="button primary wide" onClick={onPass}>
            {say('inspect.othersPassYes')}
          </button>
        </div>
      ) : null}
    </div>
  )
}
