import 'maplibre-gl/dist/maplibre-gl.css'
import { Layer, Map as ReactMap, Source } from '@vis.gl/react-maplibre'
import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useRef } from 'react'
import { useSpeech } from '../../i18n/language.tsx'
import { drawGlyphsLeftToRight } from '../../map/page-direction.ts'
import { baseStyle } from '../../map/style.ts'
import { usePalette } from '../../map/use-palette.ts'
import { GroundSource } from '../../places/GroundSource.tsx'
import { PlacesLayer } from '../../places/PlacesLayer.tsx'
import { StreetsLayer } from '../../streets/StreetsLayer.tsx'
import type { TakenArea } from './contract.ts'

maplibre.setWorkerUrl(workerUrl)
drawGlyphsLeftToRight()

/** The map that was taken along, with the visits that lie in it: what is seen here is seen without a network too. */
export default function AreaMap({ taken: { area, bounds } }: { taken: TakenArea }) {
  const { say } = useSpeech()
  const palette = usePalette()
  const style = useRef(baseStyle(palette.ground))
  const visits = {
    type: 'FeatureCollection' as const,
    features: area.visits.map(({ id, place }) => ({ type: 'Feature' as const, id, geometry: place, properties: {} })),
  }
  return (
    <section className="area-map" aria-label={say('area.map')}>
      <ReactMap
        mapLib={maplibre}
        initialViewState={{ bounds: [bounds[0], bounds[1], bounds[2], bounds[3]] }}
        mapStyle={style.current}
        attributionControl={false}
        dragRotate={false}
        touchPitch={false}
        cooperativeGestures={false}
        minZoom={10}
        maxZoom={19}
        fadeDuration={0}
        onLoad={({ target }) => target.on('idle', () => target.getContainer().setAttribute('data-idle', 'true'))}
      >
        <GroundSource>
          <PlacesLayer />
          <StreetsLayer />
        </GroundSource>
        <Source id="taken-visits" type="geojson" data={visits}>
          <Layer
            id="taken-visits"
            type="circle"
            paint={{
              'circle-radius': 7,
              'circle-color': palette.selected,
              'circle-stroke-color': palette.halo,
              'circle-stroke-width': 2,
            }}
          />
        </Source>
      </ReactMap>
    </section>
  )
}
