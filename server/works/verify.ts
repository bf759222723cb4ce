import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import { type Status, type WorksEvent, worksEvents, worksNotes } from './contract.ts'
import { endsOf } from './lifecycle/rules.ts'

/** What `verify` found of the works' histories. All but `works` must be empty. */
export interface HistoryCheck {
  works: number
  /** Histories that no lifecycle could have: a gap, a step that the rules refuse, an end that is not where the works stands. */
  illegal: string[]
}

interface Line {
  id: string
  number: string
  status: Status
  version: number
  lines: { version: number; event: string; status: Status | null }[]
}

/** Replays the history of every works by the plain rules of its lifecycle. */
export async function verifyHistories(db: Db): Promise<HistoryCheck> {
  const found = await rows<Line>(
    db,
    `select w.id, w.number, w.status, w.version, coalesce(h.lines, '[]'::jsonb) as lines
     from works w left join lateral (
       select jsonb_agg(jsonb_build_object('version', version, 'event', event, 'status', after ->> 'status')
                        order by version) as lines
       from works_history where works_id = w.id
     ) h on true order by w.number`,
  )
  const illegal = found.flatMap((works) => {
    const why = fault(works)
    return why ? [`${works.number}: ${why}`] : []
  })
  return { works: found.length, illegal }
}

function fault({ status, version, lines }: Line): string | null {
  if (lines.some((line, at) => line.version !== at + 1) || lines.length !== version)
    return `its history has other versions than 1 to ${version}`
  let now: Status | null = null
  for (const line of lines) {
    const next = after(now, line)
    if (next === null) return `version ${line.version}: ${line.event} is no step from ${now ?? 'nothing'}`
    now = next
  }
  return now === status ? null : `it stands at ${status}, its history ends at ${now}`
}

/** Where a line of history leads; null where it cannot follow. A works may be recorded in any status that it already has. */
function after(now: Status | null, { event, status }: { event: string; status: Status | null }): Status | null {
  if (now === null) return event === 'create' || event === 'import' ? status : null
  if (event === 'progress') return afterProgress(now, status)
  if (event === 'change') return status === null || status === now ? now : null
  if ((worksNotes as readonly string[]).includes(event)) return status === null ? now : null
  if (!(worksEvents as readonly string[]).includes(event)) return null
  return endsOf(now, event as WorksEvent).find((end) => end === (status ?? now)) ?? null
}

/** A future project that became works stays a plan for what is left of it, or is done. */
function afterProgress(now: Status, status: Status | null): Status | null {
  if (now !== 'planned') return null
  return status === null ? now : status === 'progressed' ? status : null
}
