import { number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { FoundWorks } from './use-found-works.ts'

/** Where the map does not show all that is found: a gap must not be read as empty ground. */
export function FoundNotice({ found: { works, total, isFailed, retry } }: { found: FoundWorks }) {
  const { language, say } = useSpeech()
  if (isFailed)
    return (
      <p className="map-trouble map-found" role="alert">
        <Icon name="warning" size={16} />
        {say('works.foundFailed')}
        <button type="button" className="link" onClick={retry}>
          {say('state.retry')}
        </button>
      </p>
    )
  if (works.length >= total) return null
  return (
    <p className="map-trouble map-found" role="status">
      <Icon name="warning" size={16} />
      {say('works.foundPart', { shown: number(works.length, language), total: number(total, language) })}
    </p>
  )
}
