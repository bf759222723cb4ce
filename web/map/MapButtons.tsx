import type { MapRef } from '@vis.gl/react-maplibre'
import type { RefObject } from 'react'
import { useSpeech } from '../i18n/language.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Zoom by button: the twin of wheel and pinch. */
export function MapButtons({ map }: { map: RefObject<MapRef | null> }) {
  const { say } = useSpeech()
  return (
    <div className="map-buttons">
      <button
        type="button"
        aria-label={say('map.zoomIn')}
        title={say('map.zoomIn')}
        onClick={() => map.current?.zoomIn()}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        aria-label={say('map.zoomOut')}
        title={say('map.zoomOut')}
        onClick={() => map.current?.zoomOut()}
      >
        <Icon name="minus" />
      </button>
    </div>
  )
}
