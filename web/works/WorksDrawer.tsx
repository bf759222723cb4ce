import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { daysOf } from '../../server/time/rules.ts'
import type { Works } from '../../server/works/contract.ts'
import { AgencyChip } from '../agencies/AgencyChip.tsx'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { number } from '../i18n/format.ts'
import { useSpeech, withPermits } from '../i18n/language.tsx'
import { useFlyTo } from '../map/held-map.ts'
import { Dates } from '../ui/Dates.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { Loading, Waiting } from '../ui/States.tsx'
import { Tiles } from '../ui/Tiles.tsx'
import { worksQuery } from './queries.ts'
import { StatusTag } from './StatusTag.tsx'
import { WorksEditor } from './WorksEditor.tsx'
import { WorksHistory } from './WorksHistory.tsx'
import { WorksMeetings } from './WorksMeetings.tsx'

const Application = lazy(withPermits(() => import('../permits/Application.tsx')))
const ApplicationActions = lazy(withPermits(() => import('../permits/ApplicationActions.tsx')))

/** One works: who, what, how long, when, whom it meets, what happened to it. */
export function WorksDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { say } = useSpeech()
  const works = useQuery(worksQuery(id))
  const flyTo = useFlyTo()
  const centre = works.data?.centre
  useEffect(() => {
    if (centre) flyTo([centre[0] ?? 0, centre[1] ?? 0])
  }, [centre, flyTo])
  const [editing, setEditing] = useState(false)
  if (works.data && editing) return <WorksEditor works={works.data} onDone={() => setEditing(false)} />
  if (works.data) return <WorksSheet works={works.data} onEdit={() => setEditing(true)} onClose={onClose} />
  return (
    <Drawer title={say('works.one')} onClose={onClose}>
      <Waiting query={works} />
    </Drawer>
  )
}

interface WorksSheetProps {
  works: Works
  onEdit: () => void
  onClose: () => void
}

function WorksSheet({ works, onEdit, onClose }: WorksSheetProps) {
  const { language, say, name } = useSpeech()
  const facts = [
    say(`category.${works.category}`),
    say(`utility.${works.utility}`),
    say(`method.${works.method}`),
    works.trenchWidthMetres ? say('works.width', { value: number(works.trenchWidthMetres, language, 2) }) : null,
    works.trenchDepthMetres ? say('works.depth', { value: number(works.trenchDepthMetres, language, 2) }) : null,
    say(`impact.${works.trafficImpact}`),
  ]
  return (
    <Drawer
      subject={works.id}
      title={works.title}
      onClose={onClose}
      eyebrow={
        <>
          <AgencyChip id={works.agencyId} />
          <StatusTag status={works.status} />
          <Id>{works.number}</Id>
        </>
      }
      subtitle={[works.streetName ? name(works.streetName) : null, ...facts].filter(Boolean).join(' · ')}
      actions={
        <Suspense fallback={null}>
          <ApplicationActions works={works} onEdit={onEdit} />
        </Suspense>
      }
    >
      <WorksTiles works={works} />
      <h2>{say('works.period')}</h2>
      <Dates period={works.period} />
      {works.description ? (
        <p className="prose" dir="auto">
          {works.description}
        </p>
      ) : null}
      <Suspense fallback={<Loading />}>
        <Application works={works} />
      </Suspense>
      <WorksMeetings works={works} />
      <WorksHistory id={works.id} />
    </Drawer>
  )
}

function WorksTiles({ works }: { works: Works }) {
  const { language, say, name } = useSpeech()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const names = municipalities.filter(({ id }) => works.municipalityIds.includes(id)).map((each) => name(each.name))
  const isArea = works.route.type.endsWith('Polygon')
  const size = isArea
    ? { label: say('works.area'), value: say('unit.squareMetres', { value: number(works.areaSquareMetres, language) }) }
    : { label: say('works.length'), value: say('unit.metres', { value: number(works.lengthMetres, language) }) }
  return (
    <Tiles
      items={[
        size,
        { label: say('works.duration'), value: say('unit.days', { count: daysOf(works.period) }) },
        {
          label: say('works.municipality', { count: names.length }),
          value: names.join(say('list.joint')) || say('works.noMunicipality'),
        },
      ]}
    />
  )
}
