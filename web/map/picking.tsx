import type { MapGeoJSONFeature } from 'maplibre-gl'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'

/** Something under the pointer that can be chosen. */
export interface Pick {
  key: string
  label: string
  detail?: string
  colour?: string
  /** `isMore`: beside what is open, where that can be. */
  choose: (isMore: boolean) => void
}

export interface Pickable {
  layers: readonly string[]
  /** What a feature of these layers is, or `null` where it cannot be chosen. */
  read: (feature: MapGeoJSONFeature) => Pick | null
}

interface Picking {
  pickables: Set<{ current: Pickable }>
  /** A feature that wants the next click for itself, such as drawing, says so here. */
  held: { current: ((lng: number, lat: number) => void) | true | null }
}

const PickingContext = createContext<Picking | null>(null)

export function PickingProvider({ children }: { children: ReactNode }) {
  const picking = useMemo<Picking>(() => ({ pickables: new Set(), held: { current: null } }), [])
  return <PickingContext value={picking}>{children}</PickingContext>
}

export function usePicking(): Picking {
  const picking = useContext(PickingContext)
  if (!picking) throw new Error('usePicking outside of PickingProvider')
  return picking
}

/** Makes a feature's layers answer to pointer and click. */
export function usePickable(pickable: Pickable): void {
  const { pickables } = usePicking()
  const latest = useRef(pickable)
  latest.current = pickable
  useEffect(() => {
    pickables.add(latest)
    return () => {
      pickables.delete(latest)
    }
  }, [pickables])
}

/** Takes all clicks on the map while mounted: `true` swallows them, a function is given the place. */
export function useHeldClicks(hold: ((lng: number, lat: number) => void) | true | null): void {
  const { held } = usePicking()
  useEffect(() => {
    held.current = hold
    return () => {
      held.current = null
    }
  }, [held, hold])
}
