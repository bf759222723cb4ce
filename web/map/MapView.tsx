import 'maplibre-gl/dist/maplibre-gl.css'
import { type MapRef, Map as ReactMap } from '@vis.gl/react-maplibre'
import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { readPlace, useAddress } from '../address.ts'
import { useSpeech } from '../i18n/language.tsx'
import { AwayFromCity } from './AwayFromCity.tsx'
import { type Choice, Chooser } from './Chooser.tsx'
import { GroundColour } from './GroundColour.tsx'
import { useHover } from './hover.ts'
import { MapButtons } from './MapButtons.tsx'
import { MapScale } from './MapScale.tsx'
import { MapTrouble } from './MapTrouble.tsx'
import { addMarks } from './marks.ts'
import { drawGlyphsLeftToRight } from './page-direction.ts'
import { usePicking } from './picking.tsx'
import { picksAt } from './picks-at.ts'
import { baseStyle } from './style.ts'
import { useAddressPlace } from './use-address-place.ts'
import { usePalette } from './use-palette.ts'

maplibre.setWorkerUrl(workerUrl)
// they start while the page still asks where the map begins
maplibre.prewarm()
drawGlyphsLeftToRight()

export interface Extent {
  west: number
  south: number
  east: number
  north: number
}

const fitting = { padding: 16, maxZoom: 15, minZoom: 4 }

function boundsOf({ west, south, east, north }: Extent): [number, number, number, number] {
  return [west, south, east, north]
}

function startView(at: string | undefined, extent: Extent | null) {
  const place = readPlace(at)
  if (place) return { longitude: place.lng, latitude: place.lat, zoom: place.zoom }
  return extent ? { bounds: boundsOf(extent), fitBoundsOptions: fitting } : {}
}

/** Milliseconds that names and marks take to come; twice as long is waited after each change until all stand. */
const fade = 20

const patience = 500

/** Says on the page whether everything asked for is drawn, for those who wait for it. */
function tellIdle(map: maplibre.Map): void {
  const box = map.getContainer().closest<HTMLElement>('.map')
  const tell = (idle: boolean) => box?.setAttribute('data-idle', String(idle))
  map.on('idle', () => tell(true))
  map.on('dataloading', () => tell(false))
  map.on('movestart', () => tell(false))
  // A tile that the server says has not changed arrives without a sound; were it the last one, nobody would look again.
  const look = setInterval(() => box?.dataset.idle === 'false' && map.triggerRepaint(), patience)
  map.on('remove', () => clearInterval(look))
}

/** What was drawn last is gone once it was shown: paper gets it drawn anew. */
function drawForPrint(map: maplibre.Map): void {
  const draw = () => void map.redraw()
  window.addEventListener('beforeprint', draw)
  map.on('remove', () => window.removeEventListener('beforeprint', draw))
}

/** The map itself: it knows places, pointers and slots, and never what its layers mean. */
export function MapView({
  extent,
  whole,
  children,
  onReady,
}: {
  /** Where the map begins if the address does not say; not known at first where it does. */
  extent: Extent | null
  /** All that the city administers: beyond it the map says that it is elsewhere. */
  whole: Extent | null
  children: ReactNode
  onReady?: (map: MapRef) => void
}) {
  const { say } = useSpeech()
  const address = useAddress()
  const map = useRef<MapRef>(null)
  const picking = usePicking()
  const [ready, setReady] = useState(false)
  const [choice, setChoice] = useState<Choice | null>(null)
  const [troubled, setTroubled] = useState(false)
  const hover = useHover(picking)
  const { ground } = usePalette()
  const style = useRef(baseStyle(ground))
  const start = useRef(startView(address.at, extent))
  const toCity = () => extent && map.current?.fitBounds(boundsOf(extent), { ...fitting, animate: false })
  const moved = useAddressPlace(map, toCity)
  // its own name for the canvas is English
  useEffect(() => {
    if (ready) map.current?.getCanvas().setAttribute('aria-label', say('nav.map'))
  }, [ready, say])

  function clicked(target: maplibre.Map, point: maplibre.Point, isMore: boolean) {
    setChoice(null)
    if (picking.held.current === true) return
    const { lng, lat } = target.unproject(point)
    if (picking.held.current) return picking.held.current(lng, lat)
    const picks = picksAt(target, point, picking.pickables)
    if (picks.length === 1) picks[0]?.choose(isMore)
    const { clientWidth: width, clientHeight: height } = target.getContainer()
    if (picks.length > 1) setChoice({ picks, isMore, x: point.x, y: point.y, map: { width, height } })
  }

  /** With Shift the map waits for a box to be drawn, and keeps the click to itself where none was. */
  function clickedWithShift({ target, originalEvent }: maplibre.MapBoxZoomEvent) {
    if (!(originalEvent instanceof MouseEvent)) return
    const { left, top } = target.getCanvas().getBoundingClientRect()
    clicked(target, new maplibre.Point(originalEvent.clientX - left, originalEvent.clientY - top), true)
  }

  return (
    <section className="map" aria-label={say('map.region')}>
      <ReactMap
        ref={map}
        mapLib={maplibre}
        initialViewState={start.current}
        mapStyle={style.current}
        attributionControl={false}
        dragRotate={false}
        touchPitch={false}
        maxPitch={0}
        minZoom={4}
        maxZoom={20}
        fadeDuration={fade}
        onMoveEnd={moved}
        onMoveStart={() => setChoice(null)}
        onClick={({ target, point }) => clicked(target, point, false)}
        onBoxZoomCancel={clickedWithShift}
        onMouseMove={hover.moved}
        onMouseOut={hover.left}
        onError={() => setTroubled(true)}
        onLoad={(event) => {
          addMarks(event.target)
          tellIdle(event.target)
          drawForPrint(event.target)
          setReady(true)
          if (map.current) onReady?.(map.current)
        }}
      >
        {ready ? <GroundColour /> : null}
        {ready && whole ? <AwayFromCity city={whole} onBack={toCity} /> : null}
        {ready ? children : null}
        {ready ? <MapScale /> : null}
      </ReactMap>
      <MapButtons map={map} />
      {troubled ? <MapTrouble onRetry={() => setTroubled(false)} /> : null}
      {choice ? <Chooser choice={choice} onClose={() => setChoice(null)} /> : null}
    </section>
  )
}
