import { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import { allows } from '../access/policy.ts'
import type { Db } from '../database/connect.ts'
import { failed, faultAt, type Outcome } from '../http/problem.ts'
import type { Language } from '../language/contract.ts'
import type { Phrase } from '../language/speak.ts'
import type { RulePack } from '../policy/contract.ts'
import { type ConnectionText, longestName, mostAtOnce, type ReadConnections } from '../works/connections/contract.ts'
import { sayConnections } from '../works/connections/messages.ts'
import { connectionsOf, standing } from '../works/connections/read.ts'
import { type JudgedConnection, judgeConnections } from '../works/connections/take.ts'
import { findWorks } from '../works/read.ts'
import { isMembers } from './columns.ts'
import type { Format } from './formats/format.ts'
import { formatNamed } from './formats/index.ts'
import { type ImportMessage, sayImports } from './messages.ts'

/** What the columns of a list are called, in the lists that agencies keep. */
const columns = {
  label:
    /^(label|building|building[_ ]?(no|number)|address|short[_ ]?address|name|المبنى|رقم المبنى|العنوان|العنوان المختصر)$/i,
  parcel: /^(parcel|plot|parcel[_ ]?(no|number)|lot|القطعة|رقم القطعة)$/i,
  meter: /^(meter|metre|meter[_ ]?(no|number)|account|العداد|رقم العداد)$/i,
} as const
type Column = keyof typeof columns

interface ReadRow {
  label: string
  parcel: string | null
  meter: string | null
  drawn: unknown
  faults: { member: string; message: Phrase }[]
}

/** Reads a list of connections and holds every row against the works: nothing is stored, whatever it says. */
export async function readConnections(
  db: Db,
  id: string,
  given: ConnectionText,
  { actor, pack, language }: { actor: Actor; pack: RulePack; language: Language },
): Promise<Outcome<ReadConnections>> {
  const works = await findWorks(db, id, actor)
  if (!works) return failed('not-found')
  if (!allows(actor, 'works.change', works)) return failed('forbidden')
  const read = await rowsOf(given)
  if (read.problem) return read
  const entered = standing(await connectionsOf(db, id))
  const judged = await judgeConnections(db, read.value, { route: works.route, entered, pack })
  return { value: { rows: read.value.map((row, at) => toldRow(row, judged[at] as JudgedConnection, at, language)) } }
}

function toldRow(
  { label, parcel, meter, faults }: ReadRow,
  judged: JudgedConnection,
  at: number,
  language: Language,
): ReadConnections['rows'][number] {
  return {
    row: at + 1,
    label: label || null,
    parcel,
    meter,
    line: judged.line,
    lengthMetres: judged.lengthMetres === null ? null : Math.round(judged.lengthMetres * 100) / 100,
    faults: [...faults, ...judged.faults].map(({ member, message }) => ({ member, message: message(language) })),
  }
}

async function rowsOf({ format, text }: ConnectionText): Promise<Outcome<ReadRow[]>> {
  const read: ReadRow[] = []
  for await (const item of (formatNamed(format) as Format).read(Readable.from([Buffer.from(text, 'utf8')]))) {
    if (item.fault) {
      const why = sayImports(item.fault.code as ImportMessage, item.fault.values)
      return faultAt('text', (language) => sayConnections('file.unreadable', { why: why(language) })(language))
    }
    if (read.length === mostAtOnce) return faultAt('text', sayConnections('file.too_many_rows', { most: mostAtOnce }))
    read.push(item.feature ? rowOf(item.feature) : brokenRow())
  }
  return read.length > 0 ? { value: read } : faultAt('text', sayConnections('file.empty'))
}

function brokenRow(): ReadRow {
  const faults = [{ member: '', message: sayConnections('file.broken_row') }]
  return { label: '', parcel: null, meter: null, drawn: null, faults }
}

function rowOf({ properties, geometry }: Record<string, unknown>): ReadRow {
  const members = Object.entries(isMembers(properties) ? properties : {})
  const faults: ReadRow['faults'] = []
  const named = (column: Column): string | null => {
    const value = members.find(([name]) => columns[column].test(name.trim()))?.[1]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
    if (text.length > longestName)
      faults.push({ member: column, message: sayConnections('name_too_long', { most: longestName }) })
    return text.slice(0, longestName) || null
  }
  const label = named('label')
  if (label === null) faults.push({ member: 'label', message: sayConnections('label_missing') })
  return { label: label ?? '', parcel: named('parcel'), meter: named('meter'), drawn: geometry, faults }
}
