import { useQuery } from '@tanstack/react-query'
import type { AuditSubject } from '../../server/audit/contract.ts'
import { isDay } from '../../server/time/rules.ts'
import { municipalitiesQuery, useAgencies } from '../agencies/queries.ts'
import { fullDay, number } from '../i18n/format.ts'
import { type Speech, useSpeech } from '../i18n/language.tsx'
import { useMoment } from '../time/use-moment.ts'
import { wordId } from './members.ts'

const isInstant = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))

/** Says the value of a member in the reader's words. */
export function useMemberValue(subject: AuditSubject): (member: string, value: unknown) => string {
  const speech = useSpeech()
  const moment = useMoment()
  const { byId } = useAgencies()
  const municipalities = useQuery(municipalitiesQuery).data ?? []
  const named = [...byId.values(), ...municipalities]
  const ofText = (member: string, text: string): string => {
    const id = wordId(subject, member, text)
    if (id) return speech.sayAny(id, text)
    if (isDay(text)) return fullDay(text, speech.language)
    if (isInstant(text)) return moment(text)
    const names = named.find((each) => each.id === text)?.name
    return names ? speech.name(names) : text
  }
  const say = (member: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—'
    if (typeof value === 'string') return ofText(member, value)
    if (typeof value === 'number') return number(value, speech.language, 2)
    if (typeof value === 'boolean') return speech.say(value ? 'audit.yes' : 'audit.no')
    if (Array.isArray(value)) return value.map((each) => say(member, each)).join(speech.say('list.joint'))
    return typeof value === 'object' ? ofObject(value, speech) : String(value)
  }
  return say
}

/** Hours and other bounds stand as they are. */
const dayOr = (text: string, language: Speech['language']) => (isDay(text) ? fullDay(text, language) : text)

/** Names, periods and shapes; anything else as it stands. */
function ofObject(value: object, { say, name, language }: Speech): string {
  if ('ar' in value && 'en' in value) return name({ ar: String(value.ar), en: String(value.en) })
  if ('type' in value && ('coordinates' in value || 'geometries' in value)) return say('audit.geometry')
  if ('start' in value && 'end' in value)
    return [value.start, value.end].map((day) => (day ? dayOr(String(day), language) : '…')).join(' – ')
  return JSON.stringify(value)
}
