import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { CaseMessage } from '../../server/cases/contract.ts'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'

/** What somebody drew with a message, on the map. */
export function SketchOfMessage({ sketch }: { sketch: CaseMessage['sketch'] }) {
  const { draft } = usePalette()
  const nodes = useMemo(
    () =>
      sketch ? (
        <Source
          id="case-sketch"
          type="geojson"
          data={{ type: 'Feature', geometry: sketch as GeoJSON.Geometry, properties: {} }}
        >
          <Layer
            id="case-sketch-line"
            type="line"
            beforeId="slot-top"
            layout={{ 'line-join': 'round', 'line-cap': 'round' }}
            paint={{ 'line-color': draft, 'line-width': 4, 'line-dasharray': [1, 1.6] }}
          />
        </Source>
      ) : null,
    [sketch, draft],
  )
  return nodes ? <OnMap>{nodes}</OnMap> : null
}
