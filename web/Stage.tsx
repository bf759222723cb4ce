import type { MapRef } from '@vis.gl/react-maplibre'
import { useCallback, useEffect } from 'react'
import { AssetsOnMap } from './assets/AssetsOnMap.tsx'
import { BasemapLayer } from './basemap/BasemapLayer.tsx'
import { EveryConnection } from './connections/EveryConnection.tsx'
import { ConflictsLayer } from './coordination/ConflictsLayer.tsx'
import { RestrictionsLayer } from './coordination/RestrictionsLayer.tsx'
import { holdMap } from './map/held-map.ts'
import { type Extent, MapView } from './map/MapView.tsx'
import { BroughtToMap } from './map/on-map.tsx'
import { OpportunitiesLayer } from './opportunities/OpportunitiesLayer.tsx'
import { GroundSource } from './places/GroundSource.tsx'
import { MunicipalityNames, PlacesLayer } from './places/PlacesLayer.tsx'
import { ReportsLayer } from './reports/ReportsLayer.tsx'
import { PavementOnMap } from './streets/PavementOnMap.tsx'
import { StreetsLayer } from './streets/StreetsLayer.tsx'
import { DiversionsLayer } from './traffic/DiversionsLayer.tsx'
import { FoundWorksLayer } from './works/FoundWorksLayer.tsx'
import { WorksCellsLayer } from './works/WorksCellsLayer.tsx'
import { WorksLayer } from './works/WorksLayer.tsx'

/** The map with everybody's layers, from the ground up. */
export default function Stage({ extent, whole }: { extent: Extent | null; whole: Extent | null }) {
  useEffect(() => () => holdMap(null), [])
  const ready = useCallback((map: MapRef) => holdMap(map.getMap()), [])
  return (
    <MapView extent={extent} whole={whole} onReady={ready}>
      <BasemapLayer />
      <GroundSource>
        <PlacesLayer />
        <StreetsLayer />
      </GroundSource>
      <MunicipalityNames />
      <PavementOnMap />
      <AssetsOnMap />
      <RestrictionsLayer />
      <OpportunitiesLayer />
      <ConflictsLayer />
      <DiversionsLayer />
      <WorksCellsLayer />
      <EveryConnection />
      <WorksLayer />
      <FoundWorksLayer />
      <ReportsLayer />
      <BroughtToMap />
    </MapView>
  )
}
