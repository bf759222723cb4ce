import './violations.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { roleMay } from '../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { useUser } from '../agencies/queries.ts'
import { withQuery } from '../api.ts'
import { useSpeech } from '../i18n/language.tsx'
import { OnMap } from '../map/on-map.tsx'
import { PageFor } from '../permits/PageFor.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ListChoice } from '../ui/ListChoice.tsx'
import { Listing } from '../ui/Listing.tsx'
import { NewViolationDrawer } from './NewViolationDrawer.tsx'
import { askedOf, type ViolationListName, violationLists, violationsQuery } from './queries.ts'
import { ViolationDrawer } from './ViolationDrawer.tsx'
import { ViolationRow } from './ViolationRow.tsx'
import ViolationsLayer from './ViolationsLayer.tsx'

/** Violations, for those who answer for them and for the office that issues and decides them. */
export default function ViolationsPage() {
  const { say } = useSpeech()
  return (
    <PageFor
      permission="works.read"
      title={say('violation.list')}
      icon="warning"
      signInFirst={say('violation.signInFirst')}
      notYours={say('violation.notYours')}
    >
      <ViolationsList />
    </PageFor>
  )
}

function ViolationsList() {
  const { say } = useSpeech()
  const { sel, tab, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const role = useUser()?.role ?? null
  const mayRecord = roleMay(role, 'violations.decide')
  // inspectors see what became of what they found
  const isOffice = mayRecord || role === 'inspector'
  const list = violationLists.find((each) => each === tab) ?? 'waiting'
  const query = useInfiniteQuery(violationsQuery(list, isOffice))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const close = () => change({ sel: undefined })
  const layer = useMemo(() => <ViolationsLayer selected={sel ?? ''} />, [sel])
  return (
    <>
      <OnMap>{layer}</OnMap>
      {sel === 'new' && mayRecord ? <NewViolationDrawer onDone={(id) => change({ sel: id, q: undefined })} /> : null}
      {sel && sel !== 'new' ? <ViolationDrawer key={sel} id={sel} onClose={close} /> : null}
      {view === 'map' ? null : (
        <Listing
          title={say('violation.list')}
          count={query.data && !query.hasNextPage ? say('violation.count', { count: items.length }) : ''}
          icon="warning"
          none={say(`violation.none.${list}`)}
          noneDetail={say('violation.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={<ViolationFilters list={list} isOffice={isOffice} mayRecord={mayRecord} />}
          beneath={view === 'split' && Boolean(sel)}
          testId="violations"
        >
          {items.map((about) => (
            <ViolationRow
              key={about.id}
              about={about}
              isSelected={about.id === sel}
              onOpen={() => change({ sel: about.id })}
            />
          ))}
        </Listing>
      )}
    </>
  )
}

interface ViolationFiltersProps {
  list: ViolationListName
  isOffice: boolean
  mayRecord: boolean
}

function ViolationFilters({ list, isOffice, mayRecord }: ViolationFiltersProps) {
  const { language, say } = useSpeech()
  const change = useChangeAddress()
  return (
    <div className="filters office-bar">
      <ListChoice
        label={say('violation.which')}
        lists={violationLists}
        chosen={list}
        nameOf={(value) => say(value === 'waiting' && !isOffice ? 'violation.lists.ours' : `violation.lists.${value}`)}
      />
      <a
        className="button"
        href={withQuery('/api/violations.csv', { ...askedOf(list, isOffice), lang: language })}
        download
      >
        {say('violation.file')}
      </a>
      {mayRecord ? (
        <button type="button" className="button primary" onClick={() => change({ sel: 'new' })}>
          <Icon name="plus" />
          {say('violation.new')}
        </button>
      ) : null}
    </div>
  )
}
