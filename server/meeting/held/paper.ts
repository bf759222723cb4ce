import { listAgencies } from '../../agencies/store.ts'
import type { Db } from '../../database/connect.ts'
import type { Language } from '../../language/contract.ts'
import { dayAt } from '../../time/rules.ts'
import type { PackWithShapes } from '../pack.ts'
import { type PrintedMeeting, type PrintedOutcome, packOnPaper } from '../paper.ts'
import type { Meeting, Minute } from './contract.ts'
import { sayHeld } from './messages.ts'
import { itemsOf } from './rules.ts'

type Names = ReadonlyMap<string, string>

interface Told {
  language: Language
  /** When the agenda was frozen, by the clocks of the zone. */
  at: string
  zone: string
}

async function namesIn(db: Db, language: Language): Promise<Names> {
  return new Map((await listAgencies(db)).map(({ id, name }) => [id, name[language]]))
}

function outcomeOf(
  { outcome, words, settlerId, settleBy, settled }: Minute,
  names: Names,
  { language, zone }: Pick<Told, 'language' | 'zone'>,
): PrintedOutcome {
  return {
    label: sayHeld(`outcome.${outcome ?? 'none'}`)(language),
    tone: settled || outcome === 'agreed' ? 'settled' : outcome === 'to_settle' ? 'open' : 'quiet',
    words,
    who:
      settlerId && settleBy
        ? sayHeld('settle', { agency: names.get(settlerId) ?? '…', day: settleBy })(language)
        : null,
    settled: settled && {
      label: sayHeld('settled', { day: dayAt(new Date(settled.at), zone) })(language),
      words: settled.words,
    },
  }
}

/** The words under which minutes are printed: what does not stand yet is called a draft. */
function titleOf({ state, number }: Meeting, language: Language): string {
  const kind = state === 'closed' ? 'title' : state === 'called' ? 'draft' : 'cancelled'
  return `${sayHeld(kind)(language)} ${number}`
}

/** The pack as it lay on the table, to be printed again. */
export async function frozenPaper(
  db: Db,
  { meeting, found }: { meeting: Meeting; found: PackWithShapes },
  { language, at }: Told,
  title: string,
): Promise<object> {
  const printed: PrintedMeeting = {
    title: `${title} ${meeting.number}`,
    heldOn: meeting.heldOn,
    minutes: null,
    outcomes: new Map(),
    foot: sayHeld('frozen', { at })(language),
  }
  return packOnPaper(db, found, { language, at, meeting: printed })
}

/** The frozen agenda with what came of each item, and who was there. */
export async function minutesPaper(
  db: Db,
  { meeting, found }: { meeting: Meeting; found: PackWithShapes },
  { language, at, zone }: Told,
): Promise<object> {
  const names = await namesIn(db, language)
  const printed: PrintedMeeting = {
    title: titleOf(meeting, language),
    heldOn: meeting.heldOn,
    minutes: {
      chair: meeting.chair,
      attendance: sayHeld('attendance')(language),
      people: meeting.attendance.map(({ agencyId, attendance, people }) => ({
        agency: names.get(agencyId) ?? '…',
        attendance: sayHeld(`attendance.${attendance ?? 'unknown'}`)(language),
        people,
      })),
      told: [
        ...(meeting.note ? [{ label: sayHeld('note')(language), words: meeting.note }] : []),
        ...(meeting.endReason ? [{ label: sayHeld('end_reason')(language), words: meeting.endReason }] : []),
      ],
    },
    outcomes: new Map(meeting.minutes.map((minute) => [minute.item, outcomeOf(minute, names, { language, zone })])),
    foot: sayHeld('frozen', { at })(language),
  }
  return packOnPaper(db, found, { language, at, meeting: printed })
}

/** What came of each item, as a table says it in a cell. */
export async function decidedCells(db: Db, meeting: Meeting, told: Omit<Told, 'at'>): Promise<Map<number, string>> {
  const names = await namesIn(db, told.language)
  const minutes = new Map(meeting.minutes.map((minute) => [minute.item, minute]))
  return new Map(
    itemsOf(meeting.pack).map(({ number }) => {
      const minute = minutes.get(number)
      if (!minute) return [number, '']
      const { label, who, words, settled } = outcomeOf(minute, names, told)
      return [number, [label, who, words, settled?.label, settled?.words].filter((part) => part != null).join(' · ')]
    }),
  )
}
