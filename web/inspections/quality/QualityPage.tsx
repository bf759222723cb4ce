import './quality.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { type PartyKind, partyKinds } from '../../../server/inspections/quality/rules.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { useAgencies } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { OnMap } from '../../map/on-map.tsx'
import { PageFor } from '../../permits/PageFor.tsx'
import { civilMonthOf } from '../../plan/months.ts'
import { Listing } from '../../ui/Listing.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { HeatLayer } from './HeatLayer.tsx'
import { LeagueRow } from './LeagueRow.tsx'
import { QualityDrawer } from './QualityDrawer.tsx'
import { leagueQuery } from './queries.ts'
import { useMapBox } from './use-map-box.ts'

/** How good the works of each are: the league, what a score is made of, and where defects gather. */
export default function QualityPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('nav.quality')}
      icon="check"
      signInFirst={say('quality.signInFirst')}
      notYours={say('quality.notYours')}
    >
      <Quality />
    </PageFor>
  )
}

function Quality() {
  const { language, say } = useSpeech()
  const { sel, tab, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const kind = useKind(sel, tab)
  const query = useInfiniteQuery(leagueQuery(kind))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const month = query.data?.pages[0]?.month
  return (
    <>
      {sel ? (
        <QualityDrawer key={`${sel}-${kind}`} id={sel} kind={kind} onClose={() => change({ sel: undefined })} />
      ) : null}
      <Heat isShown={view !== 'list'}>
        {(heat) =>
          view === 'map' ? null : (
            <Listing
              title={say('nav.quality')}
              count={month ? say('quality.ofMonth', { label: civilMonthOf(month, language) }) : ''}
              icon="check"
              none={say('quality.none')}
              noneDetail={say('quality.noneDetail')}
              query={query}
              empty={items.length === 0}
              filters={<QualityBar kind={kind} heat={heat} />}
              beneath={view === 'split' && Boolean(sel)}
              testId="league"
            >
              {items.map((row) => (
                <LeagueRow
                  key={row.partyId}
                  row={row}
                  isSelected={row.partyId === sel}
                  onOpen={() => change({ sel: row.partyId })}
                />
              ))}
            </Listing>
          )
        }
      </Heat>
    </>
  )
}

/** Whose league is open: as the address says, else of the kind that the opened one is. */
function useKind(sel: string | undefined, tab: string | undefined): PartyKind {
  const { byId } = useAgencies()
  const asked = partyKinds.find((each) => each === tab)
  if (asked || !sel) return asked ?? 'contractor'
  const opened = byId.get(sel)?.kind
  if (opened === undefined || opened === 'contractor') return 'contractor'
  return opened === 'laboratory' ? 'consultant' : 'agency'
}

interface Heating {
  isOn: boolean
  toggle: () => void
}

/** The heat map, and the switch that shows it. */
function Heat({ isShown, children }: { isShown: boolean; children: (heat: Heating) => React.ReactNode }) {
  const [isOn, setOn] = useState(true)
  const bbox = useMapBox(isOn && isShown)
  const layer = useMemo(() => (isOn ? <HeatLayer bbox={bbox} /> : null), [isOn, bbox])
  return (
    <>
      <OnMap>{layer}</OnMap>
      {children({ isOn, toggle: () => setOn(!isOn) })}
    </>
  )
}

function QualityBar({ kind, heat }: { kind: PartyKind; heat: Heating }) {
  const { say } = useSpeech()
  const change = useChangeAddress()
  return (
    <>
      <p className="quality-how">{say('quality.how')}</p>
      <div className="filters">
        <Segmented
          label={say('quality.whose')}
          value={kind}
          onChange={(next) =>
            change({ tab: next === 'contractor' ? undefined : next, sel: undefined }, { replace: true })
          }
          options={partyKinds.map((value) => ({ value, label: say(`quality.kind.${value}`) }))}
        />
        <label className="check">
          <input type="checkbox" checked={heat.isOn} onChange={heat.toggle} />
          {say('quality.heat')}
        </label>
      </div>
    </>
  )
}
