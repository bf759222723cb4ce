import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import { usePalette } from '../map/use-palette.ts'
import { FoundNotice } from './FoundNotice.tsx'
import { useFoundWorks } from './use-found-works.ts'

/** Where the works are that the filter's text finds: from afar a line cannot be seen. */
export function FoundWorksLayer() {
  const found = useFoundWorks()
  const works = found?.works
  const palette = usePalette()
  const data = useMemo(
    (): GeoJSON.FeatureCollection => ({
      type: 'FeatureCollection',
      features: (works ?? []).map(({ centre }) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: centre },
        properties: {},
      })),
    }),
    [works],
  )
  if (!found) return null
  return (
    <>
      <FoundNotice found={found} />
      {found.works.length > 0 ? (
        <Source id="found-works" type="geojson" data={data}>
          <Layer
            id="found-works"
            type="circle"
            beforeId="slot-marks"
            maxzoom={15}
            paint={{
              'circle-radius': 7,
              'circle-color': palette.selected,
              'circle-opacity': 0.25,
              'circle-stroke-color': palette.selected,
              'circle-stroke-width': 2,
            }}
          />
        </Source>
      ) : null}
    </>
  )
}
