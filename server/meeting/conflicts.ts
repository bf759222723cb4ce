import { listConflicts } from '../coordination/conflicts.ts'
import type { Conflict } from '../coordination/contract.ts'
import { conflictStateWords, findingWords, severityWords } from '../coordination/words.ts'
import type { Db } from '../database/connect.ts'
import { type Asked, agencyName, type Draft, type DraftPoint, draft, onePoint } from './draft.ts'
import { sayMeeting } from './messages.ts'

const mostConflicts = 100

/** What meets in the quarter and has not been let pass. What the same ground could share is a chance, and a point of its own. */
const standingOnes = {
  kind: ['clash', 'proximity', 'moratorium', 'guarantee', 'diversion'],
  state: ['open', 'judge_again'],
}

/** The conflicts of the area that hold in the quarter, the gravest first. */
export async function conflictsPoint(db: Db, asked: Asked): Promise<DraftPoint> {
  const { area, period, pack, today, language } = asked
  const filter = { ...standingOnes, area, from: period.start, to: period.end }
  const page = { limit: mostConflicts, after: null, sort: 'severity' } as const
  const found = await listConflicts(db, filter, page, { pack, today, language })
  return onePoint('conflicts', found.items.map((one) => item(one, asked)), found.total) // biome-ignore format: one line
}

function item(one: Conflict, asked: Asked): Draft {
  const { language } = asked
  const works = [one.worksA, one.worksB]
  return draft({
    about: { type: 'conflict', id: one.id },
    title: findingWords[one.kind][language],
    street: one.streetName?.[language] ?? null,
    period: one.sharedPeriod,
    standing: `${severityWords[one.severity][language]} · ${conflictStateWords[one.state][language]}`,
    weight: one.severity,
    due: beginning(one),
    metres: one.overlapMetres,
    works: works.map(({ id, number, title, agencyId, period }) => ({
      ...{ id, number, title, period },
      agency: agencyName(asked, agencyId) ?? '',
    })),
    facts: clearing(one, asked),
    worksIds: works.map(({ id }) => id),
    shape: one.overlap,
  })
}

/** The day by which it should be settled: when both are there, or the later one comes. */
function beginning({ sharedPeriod, worksA, worksB }: Conflict): string {
  return sharedPeriod?.start ?? [worksA.period.start, worksB.period.start].sort().at(-1) ?? worksA.period.start
}

/** What moving the first works would take to be rid of it. */
function clearing({ clears, worksA, gapDays }: Conflict, { language }: Asked): string[] {
  const gap = gapDays === null ? [] : [sayMeeting('apart', { days: gapDays })(language)]
  const { earlierDays = null, laterDays = null } = clears ?? {}
  const number = worksA.number
  if (earlierDays !== null && laterDays !== null)
    return [...gap, sayMeeting('clears.either', { number, earlier: earlierDays, later: laterDays })(language)]
  if (laterDays !== null) return [...gap, sayMeeting('clears.later', { number, later: laterDays })(language)]
  if (earlierDays !== null) return [...gap, sayMeeting('clears.earlier', { number, earlier: earlierDays })(language)]
  return gap
}
