import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AuditSubject } from '../../server/audit/contract.ts'
import { coinsOf } from '../../server/inspections/violations/money/rules.ts'
import type { Names } from '../../server/language/contract.ts'
import { isDay } from '../../server/time/rules.ts'
import type { ListedConnection } from '../../server/works/connections/contract.ts'
import { type Address, opening, readAddress } from '../address.ts'
import { municipalitiesQuery, useAgencies } from '../agencies/queries.ts'
import { ConnectionTold } from '../connections/ConnectionTold.tsx'
import { fullDay, money, number } from '../i18n/format.ts'
import { Listed } from '../i18n/Listed.tsx'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { useDeadline } from '../time/use-deadline.ts'
import { useMoment } from '../time/use-moment.ts'
import { Id } from '../ui/Id.tsx'
import { articlesQuery } from '../violations/queries.ts'
import { namesWorks, wordId } from './members.ts'

interface MemberValueProps {
  subject: AuditSubject
  member: string
  value: unknown
}

/** The value of a member in the reader's words; of several each by itself. */
export function MemberValue({ subject, member, value }: MemberValueProps) {
  const speech = useSpeech()
  const text = useText(subject, member)
  if (value === null || value === undefined || value === '') return '—'
  if (Array.isArray(value)) {
    const keyed = value.map((each, place) => ({ each, key: place }))
    return (
      <Listed items={keyed.map(({ each, key }) => <MemberValue key={key} {...{ subject, member }} value={each} />)} />
    )
  }
  if (typeof value === 'string' && namesWorks(member)) return <WorksLink id={value} />
  if (typeof value === 'string') return <bdi>{text(value)}</bdi>
  if (typeof value === 'number') return <bdi>{number(value, speech.language, 2)}</bdi>
  if (typeof value === 'boolean') return speech.say(value ? 'audit.yes' : 'audit.no')
  if (typeof value !== 'object') return <bdi>{String(value)}</bdi>
  if (isConnection(value)) return <ConnectionTold connection={value} />
  if (areNames(value)) return <bdi dir={speech.language === 'ar' ? 'rtl' : 'ltr'}>{speech.name(value)}</bdi>
  if (isNumbered(value)) return <Id>{value.number}</Id>
  return <bdi>{ofObject(value, speech)}</bdi>
}

/** A works that an entry names only by its id: whoever may see it reads more there. */
function WorksLink({ id }: { id: string }) {
  const { say } = useSpeech()
  const search = (before: Address) => readAddress({ ...opening(id, before, false) })
  return (
    <Link to="/works" search={search as never} className="link">
      {say('member.worksId')}
    </Link>
  )
}

/** Members until whose end something may be done. */
const deadlines: readonly string[] = ['graceUntil', 'objectUntil', 'dueAt']

/** `3000 SAR`: so many units of a currency. */
const amount = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/

function ofMoney(text: string, language: Speech['language']): string | null {
  const [, units, currency] = amount.exec(text) ?? []
  return units && currency ? money(coinsOf(Number(units), currency), currency, language) : null
}

const isInstant = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))

function useText(subject: AuditSubject, member: string): (text: string) => string {
  const speech = useSpeech()
  const moment = useMoment()
  const deadline = useDeadline()
  const { byId } = useAgencies()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const articles = useQuery({ ...articlesQuery, enabled: member === 'article' }).data?.items ?? []
  return (text) => {
    const id = wordId(subject, member, text)
    if (id) return speech.sayAny(id, text)
    if (isDay(text)) return fullDay(text, speech.language)
    if (isInstant(text)) return deadlines.includes(member) ? deadline(text) : moment(text)
    const article = articles.find(({ code }) => code === text)?.words
    const names = article ?? (byId.get(text) ?? municipalities.find((each) => each.id === text))?.name
    return names ? speech.name(names) : (ofMoney(text, speech.language) ?? text)
  }
}

function isConnection(value: object): value is Pick<ListedConnection, 'number' | 'label' | 'lengthMetres'> {
  return 'label' in value && 'number' in value && 'lengthMetres' in value
}

/** Something that is known by its number: the project that a works came from. */
function isNumbered(value: object): value is { number: string } {
  return 'id' in value && 'number' in value && typeof value.number === 'string'
}

/** Words of ours about something, in both languages; they run as the page does, whatever name they begin with. */
function areNames(value: object): value is Names {
  return 'ar' in value && 'en' in value && typeof value.ar === 'string' && typeof value.en === 'string'
}

/** Hours and other bounds stand as they are. */
const dayOr = (text: string, language: Speech['language']) => (isDay(text) ? fullDay(text, language) : text)

/** Periods, shapes and the items of a checklist; anything else as it stands. */
function ofObject(value: object, { say, sayAny, name, language }: Speech): string {
  if ('type' in value && ('coordinates' in value || 'geometries' in value)) return say('audit.geometry')
  if ('text' in value && typeof value.text === 'object' && value.text && areNames(value.text)) return name(value.text)
  if ('kind' in value && 'id' in value) return sayAny(`audit.kind.${value.kind}`, String(value.kind))
  if ('start' in value && 'end' in value)
    return [value.start, value.end].map((day) => (day ? dayOr(String(day), language) : '…')).join(' – ')
  return JSON.stringify(value)
}
