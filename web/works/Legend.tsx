import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { listed, toggled, useAddress, useChangeAddress } from '../address.ts'
import { useAgencies, useUser } from '../agencies/queries.ts'
import { number } from '../i18n/format.ts'
import { type MessageId, useSpeech } from '../i18n/language.tsx'
import { useSeenColour } from '../map/use-palette.ts'
import { isBeneath } from '../ui/beneath.ts'
import { Icon } from '../ui/Icon.tsx'
import { StrokeSample } from './StrokeSample.tsx'
import type { Stroke } from './strokes.ts'
import { useAgencyCounts } from './use-agency-counts.ts'

const meanings: readonly { stroke: Stroke; message: MessageId }[] = [
  { stroke: 'solid', message: 'legend.solid' },
  { stroke: 'long', message: 'legend.long' },
  { stroke: 'short', message: 'legend.short' },
  { stroke: 'dotted', message: 'legend.dotted' },
]

interface LegendLayer {
  word: string
  message: MessageId
  usual: boolean
  /** Where the layer is what the page is about, and shown whatever the address says. */
  page?: string
  /** What it takes to be offered it. */
  permission?: Parameters<typeof roleMay>[1]
}

const layers: readonly LegendLayer[] = [
  { word: 'protected', message: 'layer.protected', usual: true },
  { word: 'constraints', message: 'layer.constraints', usual: true },
  { word: 'diversions', message: 'layer.diversions', usual: true },
  { word: 'connections', message: 'layer.connections', usual: true, permission: 'works.read' },
  { word: 'pavement', message: 'layer.pavement', usual: false, permission: 'works.read' },
  { word: 'assets', message: 'layer.assets', usual: false, page: '/assets', permission: 'assets.read' },
  { word: 'reports', message: 'layer.reports', usual: false, page: '/reports' },
  { word: 'opportunities', message: 'layer.opportunities', usual: false, page: '/opportunities' },
]

/** Who draws in which colour, what the dashes say, and what else the map can show. */
export function Legend() {
  const { language, say, name } = useSpeech()
  const { agencies } = useAgencies()
  const address = useAddress()
  const change = useChangeAddress()
  const seen = useSeenColour()
  const counts = useAgencyCounts()
  const [open, setOpen] = useState(() => window.matchMedia('(min-width: 900px)').matches)
  const asked = listed(address.agency)
  const shown = agencies.filter(({ id, code }) => (counts?.get(id) ?? 0) > 0 || asked.includes(code))
  if (!open) {
    return (
      <button type="button" className="legend-open" aria-expanded={false} onClick={() => setOpen(true)}>
        <Icon name="layers" />
        {say('legend.title')}
      </button>
    )
  }
  return (
    <section className="legend" aria-label={say('legend.title')}>
      <header>
        <h2>{say('legend.agencies')}</h2>
        <button type="button" className="quiet" aria-label={say('action.close')} onClick={() => setOpen(false)}>
          <Icon name="close" size={14} />
        </button>
      </header>
      {counts && shown.length === 0 ? <p className="form-note">{say('works.none')}</p> : null}
      <ul>
        {shown.map((agency) => (
          <li key={agency.id}>
            <button
              type="button"
              aria-pressed={asked.includes(agency.code)}
              data-faint={(asked.length > 0 && !asked.includes(agency.code)) || undefined}
              onClick={() => change({ agency: toggled(address.agency, agency.code) })}
            >
              <i className="stroke" style={{ background: seen(agency.colour) }} />
              <span>{name(agency.name)}</span>
              <b>{number(counts?.get(agency.id) ?? 0, language)}</b>
            </button>
          </li>
        ))}
      </ul>
      <ul className="legend-strokes">
        {meanings.map(({ stroke, message }) => (
          <li key={stroke}>
            <StrokeSample stroke={stroke} />
            {say(message)}
          </li>
        ))}
        <li>
          <i className="swatch" data-layer="blocking" />
          {say('legend.blocking')}
        </li>
      </ul>
      <LayerBoxes />
    </section>
  )
}

/** Layers that are usually shown are written with a minus where they are not. */
function LayerBoxes() {
  const { say } = useSpeech()
  const { show } = useAddress()
  const change = useChangeAddress()
  const { pathname } = useLocation()
  const words = listed(show)
  const role = useUser()?.role ?? null
  const offered = layers.filter(({ permission = 'public' }) => roleMay(role, permission))
  return (
    <ul className="legend-layers">
      {offered.map(({ word, message, usual, page }) => {
        const isTopic = page !== undefined && isBeneath(pathname, page)
        return (
          <li key={word}>
            <label>
              <input
                type="checkbox"
                disabled={isTopic}
                checked={isTopic || (usual ? !words.includes(`-${word}`) : words.includes(word))}
                onChange={() => change({ show: toggled(show, usual ? `-${word}` : word) })}
              />
              {say(message)}
              <i className="swatch" data-layer={word} />
            </label>
          </li>
        )
      })}
    </ul>
  )
}
