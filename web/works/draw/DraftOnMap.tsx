import { Layer, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Assessment, Severity } from '../../../server/coordination/contract.ts'
import { OnMap } from '../../map/on-map.tsx'
import { usePalette } from '../../map/use-palette.ts'

/** What the drawing meets, painted: its footprint and the shared ground. */
export function DraftOnMap({ assessment }: { assessment: Assessment | undefined }) {
  const { draft, red, gold, blue } = usePalette()
  const met = useMemo(
    () => meetingsOf(assessment, { blocking: red, warning: gold, info: blue }),
    [assessment, red, gold, blue],
  )
  const nodes = useMemo(
    () => (
      <Source id="draft" type="geojson" data={met}>
        <Layer
          id="draft-footprint"
          type="fill"
          beforeId="slot-draft"
          filter={['==', ['get', 'role'], 'footprint']}
          paint={{ 'fill-color': draft, 'fill-opacity': 0.12 }}
        />
        <Layer
          id="draft-overlap"
          type="fill"
          beforeId="slot-draft"
          filter={['==', ['get', 'role'], 'overlap']}
          paint={{ 'fill-color': ['get', 'colour'], 'fill-opacity': 0.35 }}
        />
        <Layer
          id="draft-overlap-edge"
          type="line"
          beforeId="slot-draft"
          filter={['==', ['get', 'role'], 'overlap']}
          paint={{
            'line-color': ['get', 'colour'],
            'line-width': ['interpolate', ['linear'], ['zoom'], 12, 8, 17, 2.5],
            'line-opacity': ['interpolate', ['linear'], ['zoom'], 12, 0.35, 17, 0.9],
          }}
        />
        <Layer
          id="draft-marks"
          type="symbol"
          beforeId="slot-top"
          filter={['all', ['==', ['get', 'role'], 'overlap'], ['!=', ['get', 'severity'], 'info']]}
          layout={{
            'icon-image': ['case', ['==', ['get', 'severity'], 'blocking'], 'mark-blocking', 'mark-warning'],
            'icon-size': 0.85,
          }}
        />
      </Source>
    ),
    [met, draft],
  )
  return <OnMap>{nodes}</OnMap>
}

function meetingsOf(assessment: Assessment | undefined, colours: Record<Severity, string>): GeoJSON.FeatureCollection {
  if (!assessment) return { type: 'FeatureCollection', features: [] }
  const overlaps = assessment.findings.flatMap((finding): GeoJSON.Feature[] => {
    if (!finding.overlap) return []
    const properties = { role: 'overlap', severity: finding.severity, colour: colours[finding.severity] }
    return [{ type: 'Feature', geometry: finding.overlap as unknown as GeoJSON.Geometry, properties }]
  })
  const footprint: GeoJSON.Feature = {
    type: 'Feature',
    geometry: assessment.footprint as GeoJSON.Geometry,
    properties: { role: 'footprint' },
  }
  return { type: 'FeatureCollection', features: [footprint, ...overlaps] }
}
