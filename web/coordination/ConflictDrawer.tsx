import { Layer, Source } from '@vis.gl/react-maplibre'
import { useEffect, useMemo } from 'react'
import type { Conflict } from '../../server/coordination/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { OnMap } from '../map/on-map.tsx'
import { usePalette } from '../map/use-palette.ts'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { useOpenWorks } from '../works/open.ts'
import { ClearsWords, FindingCard } from './FindingCard.tsx'
import { MiniGantt } from './MiniGantt.tsx'
import { fromConflict } from './meeting.ts'

type Numbers = readonly (number | Numbers)[]

function firstPosition(coordinates: Numbers): [number, number] | null {
  const [first] = coordinates
  if (typeof first === 'number') return [first, Number(coordinates[1])]
  return first ? firstPosition(first) : null
}

/** One pair of works: both on one axis, what they share, and the ground on the map. */
export function ConflictDrawer({ conflict, onClose }: { conflict: Conflict; onClose: () => void }) {
  const { say, name } = useSpeech()
  const open = useOpenWorks()
  const flyTo = useFlyTo()
  const { red } = usePalette()
  const { worksA, worksB } = conflict
  const meeting = fromConflict(conflict, worksA.id)
  const overlap = conflict.overlap as unknown as GeoJSON.Geometry
  useEffect(() => {
    const place = 'coordinates' in overlap ? firstPosition(overlap.coordinates as Numbers) : null
    if (place) flyTo(place)
  }, [overlap, flyTo])
  const shared = useMemo(
    () => (
      <Source id="shared-ground" type="geojson" data={{ type: 'Feature', geometry: overlap, properties: {} }}>
        <Layer
          id="shared-ground-fill"
          type="fill"
          beforeId="slot-draft"
          paint={{ 'fill-color': red, 'fill-opacity': 0.35 }}
        />
        <Layer
          id="shared-ground-line"
          type="line"
          beforeId="slot-draft"
          paint={{ 'line-color': red, 'line-width': 2.5 }}
        />
      </Source>
    ),
    [overlap, red],
  )
  return (
    <>
      <Drawer
        subject={conflict.id}
        title={conflict.streetName ? name(conflict.streetName) : say(`finding.${conflict.kind}`)}
        subtitle={`${worksA.title} × ${worksB.title}`}
        onClose={onClose}
      >
        <MiniGantt
          own={{ label: worksA.title, period: worksA.period, agencyId: worksA.agencyId }}
          meetings={[meeting]}
        />
        <h2 className="visually-hidden">{say('conflict.one')}</h2>
        <FindingCard meeting={meeting} onOpen={() => open(worksB.id)}>
          <ClearsWords meeting={meeting} moved={worksA.title} />
        </FindingCard>
        {[worksA, worksB].map((works) => (
          <section key={works.id}>
            <h2 className="with-chip">
              <AgencyChip id={works.agencyId} />
              <button type="button" className="link" onClick={() => open(works.id)}>
                {works.title}
              </button>
            </h2>
            <Dates period={works.period} />
          </section>
        ))}
      </Drawer>
      <OnMap>{shared}</OnMap>
    </>
  )
}
