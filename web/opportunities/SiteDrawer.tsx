import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { SeenOpportunity } from '../../server/opportunities/contract.ts'
import { municipalitiesQuery } from '../agencies/queries.ts'
import { number as format, fullDay, otherDay } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { withOffice } from '../i18n/rooms.ts'
import { useFlyTo } from '../map/held-map.ts'
import { Drawer } from '../ui/Drawer.tsx'
import { Id } from '../ui/Id.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { Waiting } from '../ui/States.tsx'
import { Tiles } from '../ui/Tiles.tsx'
import { opportunityQuery } from './queries.ts'

const SiteChange = lazyPart(withOffice(() => import('./SiteChange.tsx')))

export function SiteDrawer({ number, onClose }: { number: string; onClose: () => void }) {
  const { say } = useSpeech()
  const site = useQuery(opportunityQuery(number))
  const flyTo = useFlyTo()
  const centre = site.data?.centre
  useEffect(() => {
    if (centre) flyTo([centre[0] ?? 0, centre[1] ?? 0])
  }, [centre, flyTo])
  if (site.data) return <SiteSheet site={site.data} onClose={onClose} />
  return (
    <Drawer title={say('site.one')} onClose={onClose}>
      <Waiting query={site} />
    </Drawer>
  )
}

function SiteSheet({ site, onClose }: { site: SeenOpportunity; onClose: () => void }) {
  const { language, say, name } = useSpeech()
  const municipality = useQuery(municipalitiesQuery).data?.find(({ id }) => id === site.municipalityId)
  const days = [
    { label: say('site.questions'), day: site.questionsUntil },
    { label: say('site.bids'), day: site.bidsUntil },
  ].filter((each): each is { label: string; day: string } => each.day !== null)
  const facts = [
    { label: say('site.model'), value: say(`model.${site.model}`) },
    {
      label: say('site.minimum'),
      value: site.minimumRiyals === null ? '—' : say('unit.riyals', { value: format(site.minimumRiyals, language) }),
    },
    { label: say('site.landUse'), value: site.landUse ? say(`landUse.${site.landUse}`) : '—' },
    ...(municipality ? [{ label: say('works.municipality', { count: 1 }), value: name(municipality.name) }] : []),
  ]
  return (
    <Drawer
      subject={site.id}
      title={name(site.title)}
      onClose={onClose}
      eyebrow={
        <>
          <span className="chip">{say(`activity.${site.activity}`)}</span>
          <Id>{site.number}</Id>
        </>
      }
    >
      <Tiles
        items={[
          {
            label: say('works.area'),
            value: say('unit.squareMetres', { value: format(site.areaSquareMetres, language) }),
          },
          { label: say('site.term'), value: say('site.years', { count: site.termYears }) },
          { label: say('filter.stage'), value: say(`stage.${site.stage}`) },
        ]}
      />
      {days.length > 0 ? (
        <dl className="dates">
          {days.map(({ label, day }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <time dateTime={day}>{fullDay(day, language)}</time>
                <small>{otherDay(day, language)}</small>
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      <dl className="facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {site.mayChange ? <SiteChange site={site} /> : null}
    </Drawer>
  )
}
