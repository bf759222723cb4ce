import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Position } from '../../../server/geo/contract.ts'
import { useAddress, useChangeAddress } from '../../address.ts'
import { readyQuery } from '../../agencies/queries.ts'
import { useSpeech } from '../../i18n/language.tsx'
import { folded } from '../../search/folded.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { Empty, Failure, Loading } from '../../ui/States.tsx'
import { TextFilter } from '../../works/TextFilter.tsx'
import { FieldPage } from '../FieldPage.tsx'
import { begunKeys } from '../inspect/drafts.ts'
import type { FieldUser } from '../offline/contract.ts'
import { usePosition } from '../use-position.ts'
import { AreaBanner } from './AreaBanner.tsx'
import { cityDay, phoneDay } from './city-day.ts'
import { FoundWorks } from './FoundWorks.tsx'
import { isFound } from './near.ts'
import { PlaceBar } from './PlaceBar.tsx'
import { RoundPart } from './RoundPart.tsx'
import { useToday } from './use-today.ts'
import { VisitCard } from './VisitCard.tsx'

const tabs = ['near', 'mine', 'round'] as const

/** Where to go today: what is due around one, what one has taken, and the way from one to the next. */
export default function TodayPage() {
  const { say } = useSpeech()
  return <FieldPage title={say('field.today')}>{(user) => <Today user={user} />}</FieldPage>
}

function Today({ user }: { user: FieldUser }) {
  const { say } = useSpeech()
  const { tab: given, q = '' } = useAddress()
  const change = useChangeAddress()
  const tab = tabs.find((each) => each === given) ?? 'near'
  const position = usePosition()
  const [typed, setTyped] = useState<Position | null>(null)
  const from = typed ?? position.standing?.place ?? null
  return (
    <>
      <AreaBanner />
      <Segmented
        label={say('field.which')}
        value={tab}
        options={tabs.map((value) => ({ value, label: say(`field.which.${value}`) }))}
        onChange={(next) => change({ tab: next === 'near' ? undefined : next }, { replace: true })}
      />
      <PlaceBar position={position} typed={typed} onTyped={setTyped} />
      {tab === 'round' ? (
        <RoundPart from={from} user={user} />
      ) : (
        <>
          <div className="field-search">
            <TextFilter
              label={say('field.search')}
              value={q}
              onChange={(next) => change({ q: next || undefined }, { replace: true })}
            />
          </div>
          <Visits from={from} isMine={tab === 'mine'} words={q} user={user} />
        </>
      )}
    </>
  )
}

interface VisitsProps {
  from: Position | null
  isMine: boolean
  words: string
  user: FieldUser
}

function Visits({ from, isMine, words, user }: VisitsProps) {
  const { say } = useSpeech()
  const today = useToday(from, isMine, user)
  const begun = useBegun(user.id)
  const day = useDay()
  const shown = today.visits.filter((visit) => isFound(visit, words, folded))
  const isEmpty = shown.length === 0 && !today.isPending && !today.problem
  return (
    <>
      {today.isFromPhone ? (
        <p className="field-note" role="status">
          {say('field.fromPhone')}
        </p>
      ) : null}
      {today.problem ? <Failure problem={today.problem} onRetry={today.retry} /> : null}
      {today.isPending && !today.problem ? <Loading /> : null}
      <ul className="visit-cards" data-testid="visits">
        {shown.map((visit) => (
          <VisitCard
            key={visit.id}
            visit={visit}
            today={day}
            user={user}
            isBegun={begun.includes(visit.id)}
            said={today.deedOf(visit.id)}
          />
        ))}
      </ul>
      {isEmpty && words === '' ? (
        <Empty icon="check" title={say(isMine ? 'field.noneMine' : 'field.none')}>
          <p>{say(isMine ? 'field.noneMineDetail' : 'field.noneDetail')}</p>
        </Empty>
      ) : null}
      {today.more && words === '' ? (
        <button type="button" className="button wide" onClick={today.more}>
          {say('list.more')}
        </button>
      ) : null}
      {words === '' ? null : <FoundWorks words={words} />}
    </>
  )
}

/** The visits that have been begun on this phone and are not signed. */
function useBegun(userId: string): readonly string[] {
  const [keys, setKeys] = useState<readonly string[]>([])
  useEffect(() => {
    void begunKeys(userId).then(setKeys, () => undefined)
  }, [userId])
  return keys
}

/** Today by the city's calendar; by the phone's where the city has never been asked. */
function useDay(): string {
  const { data, dataUpdatedAt } = useQuery(readyQuery)
  return data ? cityDay({ ...data, answeredAt: dataUpdatedAt }, new Date()) : phoneDay(new Date())
}
