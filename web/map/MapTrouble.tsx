import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'
import { touchTiles } from './tiles.ts'

/** Part of the map did not come: a gap must not be read as empty ground. */
export function MapTrouble({ onRetry }: { onRetry: () => void }) {
  const { say } = useSpeech()
  return (
    <p className="map-trouble" role="alert">
      <Icon name="warning" size={16} />
      {say('map.trouble')}
      <button
        type="button"
        className="link"
        onClick={() => {
          onRetry()
          touchTiles()
        }}
      >
        {say('state.retry')}
      </button>
    </p>
  )
}
