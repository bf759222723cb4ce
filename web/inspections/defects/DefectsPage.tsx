import '../../permits/permits.css'
import './defects.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { roleMay } from '../../../server/access/rules.ts'
import { itemSeverities } from '../../../server/inspections/checklists/contract.ts'
import { known, listed, toggled, useAddress, useChangeAddress } from '../../address.ts'
import { sessionQuery } from '../../agencies/queries.ts'
import { SignInHint } from '../../agencies/SignInHint.tsx'
import { useSpeech } from '../../i18n/language.tsx'
import { withViolations } from '../../i18n/rooms.ts'
import { OnMap } from '../../map/on-map.tsx'
import { CsvLink } from '../../ui/CsvLink.tsx'
import { FilterMenu } from '../../ui/FilterMenu.tsx'
import { ListChoice } from '../../ui/ListChoice.tsx'
import { Listing } from '../../ui/Listing.tsx'
import { ListPanel } from '../../ui/ListPanel.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { Empty, Waiting } from '../../ui/States.tsx'
import { DefectDrawer } from './DefectDrawer.tsx'
import { DefectRow } from './DefectRow.tsx'
import { DefectsLayer } from './DefectsLayer.tsx'
import { defectLists, defectsAsked, defectsQuery } from './queries.ts'

const ViolationsLayer = lazyPart(withViolations(() => import('../../violations/ViolationsLayer.tsx')))
const violations = 'violations'

/** What is to be mended: for whoever has to, and for whoever looks at it. */
export default function DefectsPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  if (user && roleMay(user.role, 'inspections.read')) return <AllDefects />
  return (
    <ListPanel label={say('nav.defects')}>
      <header className="listing-head">
        <h1>{say('nav.defects')}</h1>
      </header>
      {user ? <Empty icon="barrier" title={say('defect.notYours')} /> : null}
      {session.data === null ? <SignInHint>{say('defect.signInFirst')}</SignInHint> : null}
      {session.data === undefined ? <Waiting query={session} /> : null}
    </ListPanel>
  )
}

function AllDefects() {
  const { say } = useSpeech()
  const { sel, tab, severity, show, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const list = defectLists.find((each) => each === tab) ?? 'open'
  const query = useInfiniteQuery(defectsQuery(list, known(severity, itemSeverities).join(',') || undefined))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const layer = useMemo(() => <DefectsLayer selected={sel ?? ''} />, [sel])
  const beside = useMemo(() => (listed(show).includes(violations) ? <ViolationsLayer selected="" /> : null), [show])
  const late = items.filter(({ isLate }) => isLate).length
  return (
    <>
      <OnMap>{layer}</OnMap>
      <OnMap>{beside}</OnMap>
      {sel ? <DefectDrawer key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : (
        <Listing
          title={say('nav.defects')}
          count={late > 0 ? say('defect.lateCount', { count: late }) : ''}
          icon="barrier"
          none={say(`defect.none.${list}`)}
          query={query}
          empty={items.length === 0}
          filters={<DefectFilters list={list} />}
          beneath={view === 'split' && Boolean(sel)}
          testId="defects"
        >
          {items.map((defect) => (
            <DefectRow
              key={defect.id}
              defect={defect}
              isSelected={defect.id === sel}
              onOpen={() => change({ sel: defect.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

function DefectFilters({ list }: { list: (typeof defectLists)[number] }) {
  const { say } = useSpeech()
  const { severity, show } = useAddress()
  const change = useChangeAddress()
  return (
    <div className="filters defect-filters">
      <ListChoice
        label={say('defect.which')}
        lists={defectLists}
        chosen={list}
        nameOf={(value) => say(`defect.list.${value}`)}
      />
      <FilterMenu
        label={say('defect.severity')}
        chosen={known(severity, itemSeverities)}
        options={itemSeverities.map((value) => ({ value, label: say(`defect.severity.${value}`) }))}
        onToggle={(word) => change({ severity: toggled(severity, word) })}
      />
      <label className="pill">
        <input
          type="checkbox"
          checked={listed(show).includes(violations)}
          onChange={() => change({ show: toggled(show, violations) }, { replace: true })}
        />
        {say('defect.withViolations')}
      </label>
      <CsvLink
        path="/api/defects.csv"
        query={{ ...defectsAsked[list], severity: known(severity, itemSeverities).join(',') }}
      />
    </div>
  )
}
