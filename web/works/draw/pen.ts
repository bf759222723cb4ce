import type { Map as MapLibreMap } from 'maplibre-gl'
import {
  type GeoJSONStoreFeatures,
  type SnapToCustom,
  TerraDraw,
  TerraDrawLineStringMode,
  TerraDrawModeUndoRedo,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
  TerraDrawSessionUndoRedo,
} from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import type { Position, Route } from '../../../server/geo/contract.ts'
import { type Palette, paletteOf } from '../../map/palette.ts'
import { theme } from '../../settings/theme.ts'
import { round, snapToStreet } from './snap.ts'
import type { Shape, Sketch } from './use-sketch.ts'

export interface Pen {
  undo: () => void
  redo: () => void
  finish: () => void
  clear: () => void
  stop: () => void
}

/** A key that no keyboard sends by itself: the mode has no other way to be told that the drawing is done. */
const finishKey = 'F24'
const precision = 7

function tidy(positions: readonly GeoJSON.Position[]): Position[] {
  return positions.map(([lng = 0, lat = 0]): Position => [round(lng), round(lat)])
}

/** The points that were clicked; what is being drawn ends with the pointer, an area also with its first point again. */
export function clickedPoints(feature: Pick<GeoJSONStoreFeatures, 'geometry' | 'properties'>): Position[] {
  const { geometry, properties } = feature
  const drawing = Boolean(properties.currentlyDrawing)
  if (geometry.type === 'LineString') return tidy(drawing ? geometry.coordinates.slice(0, -1) : geometry.coordinates)
  if (geometry.type !== 'Polygon') return []
  const ring = geometry.coordinates[0] ?? []
  const open = tidy(ring.slice(0, drawing ? -2 : -1))
  return open.filter((point, index) => index === 0 || point.join() !== open[index - 1]?.join())
}

export function routeOf(points: readonly Position[], shape: Shape): Route | null {
  if (shape === 'line') return points.length > 1 ? { type: 'LineString', coordinates: [...points] } : null
  const [first] = points
  return first && points.length > 2 ? { type: 'Polygon', coordinates: [[...points, first]] } : null
}

function modesOf(toCustom: SnapToCustom, { siteLine: green, draft: red }: Palette) {
  const keyEvents = { cancel: null, finish: finishKey }
  const points = {
    closingPointColor: green,
    closingPointWidth: 5,
    closingPointOutlineColor: '#ffffff',
    closingPointOutlineWidth: 2,
    coordinatePointColor: '#ffffff',
    coordinatePointWidth: 4.5,
    coordinatePointOutlineColor: red,
    coordinatePointOutlineWidth: 2,
    snappingPointColor: green,
    snappingPointWidth: 5,
    snappingPointOutlineColor: '#ffffff',
    snappingPointOutlineWidth: 2,
  } as const
  const edit = {
    feature: {
      draggable: false,
      coordinates: { draggable: true, midpoints: true, deletable: true, snappable: { toCustom } },
    },
  }
  const chosen = {
    selectionPointColor: '#ffffff',
    selectionPointOutlineColor: red,
    selectionPointWidth: 5.5,
    selectionPointOutlineWidth: 2.5,
    midPointColor: red,
    midPointWidth: 3.5,
    midPointOutlineColor: '#ffffff',
    midPointOutlineWidth: 1.5,
  } as const
  return [
    new TerraDrawLineStringMode({
      snapping: { toCustom },
      keyEvents,
      showCoordinatePoints: true,
      styles: { ...points, lineStringColor: red, lineStringWidth: 5 },
    }),
    new TerraDrawPolygonMode({
      snapping: { toCustom },
      keyEvents,
      showCoordinatePoints: true,
      styles: { ...points, fillColor: red, fillOpacity: 0.18, outlineColor: red, outlineWidth: 3 },
    }),
    new TerraDrawSelectMode({
      flags: { linestring: edit, polygon: edit },
      keyEvents: null,
      styles: {
        ...chosen,
        selectedLineStringColor: red,
        selectedLineStringWidth: 5,
        selectedPolygonColor: red,
        selectedPolygonFillOpacity: 0.18,
        selectedPolygonOutlineColor: red,
        selectedPolygonOutlineWidth: 3,
      },
    }),
  ]
}

/** Hands on what differs from what was told before: a pointer that only moves changes nothing. */
export function tellingChanges(tell: (change: Partial<Sketch>) => void): (change: Partial<Sketch>) => void {
  const told = new Map<string, string>()
  return (change) => {
    const news = Object.entries(change).filter(([member, value]) => told.get(member) !== JSON.stringify(value))
    if (news.length === 0) return
    for (const [member, value] of news) told.set(member, JSON.stringify(value))
    tell(Object.fromEntries(news))
  }
}

/** Starts drawing on the map and tells of every change. */
export function startPen(map: MapLibreMap, shape: Shape, listener: (change: Partial<Sketch>) => void): Pen {
  const tell = tellingChanges(listener)
  const modeName = shape === 'line' ? 'linestring' : 'polygon'
  const snapped: SnapToCustom = (event) => {
    const snap = event.heldKeys.includes('Alt') ? null : snapToStreet(map, { x: event.containerX, y: event.containerY })
    tell({ snap })
    return snap?.place
  }
  const draw = new TerraDraw({
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: precision, renderBelowLayerId: 'slot-top' }),
    modes: modesOf(snapped, paletteOf(theme())),
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo(), sessionLevel: new TerraDrawSessionUndoRedo() },
  })

  function look() {
    const feature = draw
      .getSnapshot()
      .find(({ geometry, properties }) => geometry.type !== 'Point' && !properties.midPoint)
    const points = feature ? clickedPoints(feature) : []
    const finished = Boolean(feature) && !feature?.properties.currentlyDrawing
    if (!feature && draw.getMode() === 'select') draw.setMode(modeName)
    tell({ points, route: routeOf(points, shape), finished, canUndo: draw.canUndo(), canRedo: draw.canRedo() })
  }

  draw.on('change', look)
  draw.on('history', look)
  draw.on('finish', (id, { action }) => {
    look()
    if (action !== 'draw') return
    tell({ snap: null })
    draw.setMode('select')
    draw.selectFeature(id)
  })
  draw.start()
  draw.setMode(modeName)

  return {
    undo: () => void (draw.canUndo() && draw.undo()),
    redo: () => void (draw.canRedo() && draw.redo()),
    finish: () => map.getCanvas().dispatchEvent(new KeyboardEvent('keyup', { key: finishKey })),
    clear: () => {
      draw.clear()
      draw.clearUndoRedoHistory()
      draw.setMode(modeName)
      look()
    },
    stop: () => draw.stop(),
  }
}
