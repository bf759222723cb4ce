import { type ReactNode, useContext } from 'react'
import type { MeetingItem, MentionedWorks } from '../../server/meeting/contract.ts'
import { useAddress, useChangeAddress } from '../address.ts'
import { money as moneyOf } from '../dig-once/money.ts'
import { hrefOf, useFollow, useGoing } from '../going.tsx'
import { fullDay, number } from '../i18n/format.ts'
import { useSpeech } from '../i18n/language.tsx'
import { Id } from '../ui/Id.tsx'
import { openAround } from './open-around.ts'
import { WorksElsewhere } from './works-elsewhere.ts'

interface MeetingItemRowProps {
  item: MeetingItem
  currency: string
  /** What stands beneath it. */
  children?: ReactNode
}

/** One thing to speak about: its number, what it is, whose and when; its works, and what else is about them. */
export function MeetingItemRow({ item, currency, children }: MeetingItemRowProps) {
  const { say, language } = useSpeech()
  return (
    <li
      className="meeting-item"
      id={`item-${item.number}`}
      data-item={item.number}
      data-weight={item.weight ?? undefined}
    >
      <b className="meeting-number">
        <span className="visually-hidden">{say('meeting.item')} </span>
        {number(item.number, language)}
      </b>
      <div>
        <strong>
          <ItemTitle item={item} />
        </strong>
        {item.reference ? <Id>{item.reference}</Id> : null}
        <ItemFigures item={item} currency={currency} />
        {item.works.length > 0 ? (
          <ul className="meeting-works">
            {item.works.map((one) => (
              <Mentioned key={one.id} works={one} />
            ))}
          </ul>
        ) : null}
        {item.facts.map((fact) => (
          <p key={fact} className="meeting-fact" dir="auto">
            {fact}
          </p>
        ))}
        {item.see.length > 0 ? (
          <p className="meeting-fact">
            {say('meeting.see')}{' '}
            {item.see.map((other) => (
              <a key={other} href={`#item-${other}`} onClick={() => openAround(other)}>
                {number(other, language)}
              </a>
            ))}
          </p>
        ) : null}
        {children}
      </div>
    </li>
  )
}

function ItemTitle({ item: { about, title } }: { item: MeetingItem }) {
  const follow = useFollow()
  const { address } = useGoing()
  const words = <bdi>{title}</bdi>
  if (!about.id) return words
  if (about.type === 'works') return <WorksLink id={about.id}>{words}</WorksLink>
  return (
    <a href={hrefOf(about.type === 'case' ? '/cases' : '/conflicts', address, { sel: about.id })} onClick={follow}>
      {words}
    </a>
  )
}

/** Opens a works beside the agenda, or on its own page. */
function WorksLink({ id, children }: { id: string; children: ReactNode }) {
  const change = useChangeAddress()
  const follow = useFollow()
  const { address } = useGoing()
  const { sel } = useAddress()
  if (useContext(WorksElsewhere))
    return (
      <a href={hrefOf('/works', address, { sel: id })} onClick={follow}>
        {children}
      </a>
    )
  return (
    <button type="button" className="link" aria-current={sel === id || undefined} onClick={() => change({ sel: id })}>
      {children}
    </button>
  )
}

/** Whose, where, when, how it stands and until when. */
function ItemFigures({ item, currency }: { item: MeetingItem; currency: string }) {
  const { language, say } = useSpeech()
  const { agency, street, period, standing, due, daysLeft, metres, streetDays, money } = item
  const day = (one: string | null) => (one ? fullDay(one, language) : '…')
  const days = period
    ? period.start === period.end
      ? day(period.start)
      : `${day(period.start)} – ${day(period.end)}`
    : null
  const left =
    daysLeft === null ? '' : say(daysLeft < 0 ? 'meeting.daysPast' : 'meeting.daysLeft', { count: Math.abs(daysLeft) })
  return (
    <span className="row-facts">
      {standing ? <span className={item.weight ? `flag ${item.weight}` : 'flag'}>{standing}</span> : null}
      {agency ? <bdi>{agency}</bdi> : null}
      {street ? <bdi>{street}</bdi> : null}
      {days ? <span>{days}</span> : null}
      {due ? <span>{say('meeting.due', { day: day(due), left })}</span> : null}
      {metres ? <span>{say('meeting.metres', { metres: number(metres, language) })}</span> : null}
      {streetDays ? <span>{say('meeting.streetDays', { count: streetDays })}</span> : null}
      {money ? <span>{moneyOf(money, currency, language)}</span> : null}
    </span>
  )
}

function Mentioned({ works: { id, number: reference, title, agency, item } }: { works: MentionedWorks }) {
  const { language } = useSpeech()
  return (
    <li>
      {item === null ? null : (
        <a href={`#item-${item}`} onClick={() => openAround(item)}>
          {number(item, language)}
        </a>
      )}
      <WorksLink id={id}>
        <bdi>{title}</bdi>
      </WorksLink>
      <Id>{reference}</Id>
      <bdi>{agency}</bdi>
    </li>
  )
}
