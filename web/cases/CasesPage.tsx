import '../coordination/explorer.css'
import '../permits/permits.css'
import './cases.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { roleMay } from '../../server/access/rules.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { sessionQuery } from '../agencies/queries.ts'
import { SignInHint } from '../agencies/SignInHint.tsx'
import { useSpeech } from '../i18n/language.tsx'
import { CsvLink } from '../ui/CsvLink.tsx'
import { KeysCheck } from '../ui/KeysCheck.tsx'
import { ListChoice } from '../ui/ListChoice.tsx'
import { Listing } from '../ui/Listing.tsx'
import { ListPanel } from '../ui/ListPanel.tsx'
import { Empty, Waiting } from '../ui/States.tsx'
import { useRowKeys, useRowMove } from '../ui/use-row-keys.ts'
import { CaseRoom } from './CaseRoom.tsx'
import { CaseRow } from './CaseRow.tsx'
import { caseLists, casesAsked, casesQuery } from './queries.ts'

/** Coordination cases, for their parties and the office. */
export default function CasesPage() {
  const { say } = useSpeech()
  const session = useQuery(sessionQuery)
  const user = session.data?.user
  if (user && roleMay(user.role, 'cases.read')) return <Cases />
  return (
    <ListPanel label={say('case.list')}>
      <header className="listing-head">
        <h1>{say('case.list')}</h1>
      </header>
      {user ? <Empty icon="meeting" title={say('case.notYours')} /> : null}
      {session.data === null ? <SignInHint>{say('case.signInFirst')}</SignInHint> : null}
      {session.data === undefined ? <Waiting query={session} /> : null}
    </ListPanel>
  )
}

function Cases() {
  const { say } = useSpeech()
  const { sel, tab, view = 'split' } = useAddress()
  const change = useChangeAddress()
  const list = caseLists.find((each) => each === tab) ?? 'mine'
  const query = useInfiniteQuery(casesQuery(list))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const waiting = query.data?.pages[0]?.waiting
  const keys = useRowKeys(
    useRowMove({
      ids: items.map(({ id }) => id),
      opened: sel,
      open: (id) => change({ sel: id }, { replace: true }),
      rows: '[data-case] > button',
    }),
  )
  return (
    <>
      {sel ? <CaseRoom key={sel} id={sel} onClose={() => change({ sel: undefined })} /> : null}
      {view === 'map' ? null : (
        <Listing
          title={say('case.list')}
          count={waiting === undefined ? '' : say('case.waiting', { count: waiting })}
          icon="meeting"
          none={say(`case.none.${list}`)}
          noneDetail={say('case.noneDetail')}
          query={query}
          empty={items.length === 0}
          filters={
            <div className="filters queue-bar">
              <ListChoice
                label={say('case.which')}
                lists={caseLists}
                chosen={list}
                nameOf={(value) => say(`case.list.${value}`)}
              />
              <CsvLink path="/api/cases.csv" query={casesAsked[list]} />
              <KeysCheck label={say('explorer.keys')} keys={keys} />
            </div>
          }
          beneath={view === 'split' && Boolean(sel)}
          testId="cases"
        >
          {items.map((about) => (
            <CaseRow
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
