import { Layer, Marker, Source } from '@vis.gl/react-maplibre'
import { useMemo } from 'react'
import type { Position } from '../../server/geo/contract.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'
import { middlesOf } from './pen.ts'
import type { Sketch, Vertex } from './sketch.ts'
import type { Hovering, Sketching } from './use-sketch.ts'

/** The drawing as it is just now, with the point under way where it is, and the pointer as the next point. */
function underWay({ vertices }: Sketch, { dragged }: Hovering): readonly Vertex[] {
  if (!dragged) return vertices
  const { at, vertex } = dragged
  return Number.isInteger(at) ? vertices.with(at, vertex) : vertices.toSpliced(Math.ceil(at), 0, vertex)
}

function featuresOf(sketch: Sketch, hovering: Hovering): GeoJSON.FeatureCollection {
  const vertices = underWay(sketch, hovering)
  const places = vertices.map(({ place }) => place)
  const next = !sketch.finished && hovering.vertex && !hovering.dragged ? [hovering.vertex.place] : []
  const path: Position[] = [...places, ...next]
  const feature = (geometry: GeoJSON.Geometry, role: string): GeoJSON.Feature => ({
    type: 'Feature',
    geometry,
    properties: { role },
  })
  const [first] = path
  const shapes: GeoJSON.Feature[] = []
  if (sketch.shape === 'area' && first && path.length > 2)
    shapes.push(feature({ type: 'Polygon', coordinates: [[...path, first]] }, 'area'))
  if (places.length > 1)
    shapes.push(feature({ type: 'LineString', coordinates: sketch.shape === 'area' && first ? [...path, first] : places }, 'line')) // biome-ignore format: one line
  const last = places.at(-1)
  if (last && next[0] && sketch.shape === 'line')
    shapes.push(feature({ type: 'LineString', coordinates: [last, next[0]] }, 'next'))
  const middles = sketch.finished ? middlesOf({ shape: sketch.shape, vertices }) : []
  return {
    type: 'FeatureCollection',
    features: [
      ...shapes,
      ...middles.map((coordinates) => feature({ type: 'Point', coordinates }, 'middle')),
      ...places.map((coordinates) => feature({ type: 'Point', coordinates }, 'vertex')),
    ],
  }
}

/** The drawing, its points and the name of the street that the pointer holds on to. */
export function SketchOnMap({ sketching }: { sketching: Sketching }) {
  const { name, say } = useSpeech()
  const { draft: red, lineHalo: white } = usePalette()
  const { sketch, hovering } = sketching
  const data = useMemo(() => featuresOf(sketch, hovering), [sketch, hovering])
  const { snap } = hovering
  const nodes = useMemo(
    () => (
      <>
        <Source id="sketch" type="geojson" data={data}>
          <Layer
            id="sketch-area"
            type="fill"
            beforeId="slot-top"
            filter={['==', ['get', 'role'], 'area']}
            paint={{ 'fill-color': red, 'fill-opacity': 0.18 }}
          />
          <Layer
            id="sketch-casing"
            type="line"
            beforeId="slot-top"
            filter={['==', ['get', 'role'], 'line']}
            layout={{ 'line-cap': 'round', 'line-join': 'round' }}
            paint={{ 'line-color': white, 'line-width': 10, 'line-opacity': 0.85 }}
          />
          <Layer
            id="sketch-line"
            type="line"
            beforeId="slot-top"
            filter={['==', ['get', 'role'], 'line']}
            layout={{ 'line-cap': 'round', 'line-join': 'round' }}
            paint={{ 'line-color': red, 'line-width': 5 }}
          />
          <Layer
            id="sketch-next"
            type="line"
            beforeId="slot-top"
            filter={['==', ['get', 'role'], 'next']}
            paint={{ 'line-color': red, 'line-width': 3, 'line-dasharray': [1.5, 1.5] }}
          />
          <Layer
            id="sketch-middles"
            type="circle"
            beforeId="slot-top"
            filter={['==', ['get', 'role'], 'middle']}
            paint={{
              'circle-radius': 3.5,
              'circle-color': red,
              'circle-stroke-width': 1.5,
              'circle-stroke-color': white,
            }}
          />
          <Layer
            id="sketch-vertices"
            type="circle"
            beforeId="slot-top"
            filter={['==', ['get', 'role'], 'vertex']}
            paint={{
              'circle-radius': 5,
              'circle-color': white,
              'circle-stroke-width': 2.5,
              'circle-stroke-color': red,
            }}
          />
        </Source>
        {snap ? (
          <Marker
            longitude={snap.place[0]}
            latitude={snap.place[1]}
            anchor="bottom"
            offset={[0, -14]}
            className="snap-marker"
          >
            <span className="snap-chip">
              <i />
              {say('draw.snapped', { street: name(snap.names) })}
            </span>
          </Marker>
        ) : null}
      </>
    ),
    [data, snap, name, say, red, white],
  )
  return <OnMap>{nodes}</OnMap>
}
