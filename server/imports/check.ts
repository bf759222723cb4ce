import type { Db } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { Box, Geometry, Position } from '../geo/contract.ts'
import { partsOf } from '../geo/rules.ts'
import type { RulePack } from '../policy/contract.ts'
import { agencyBook } from './kinds/agency.ts'
import { kinds } from './kinds/index.ts'
import { type Checking, type Importer, type Key, type Kind, keyText } from './kinds/kind.ts'
import { likenessOf } from './kinds/works.ts'
import { oneByOneAtNeed } from './one-by-one.ts'
import type { Going } from './read.ts'
import { type Reason, refusal, verdictOf, warning } from './reason.ts'
import { RowReader } from './row-reader.ts'
import { shapeOf } from './shape.ts'
import { findJob, moveJob } from './store.ts'
import { invalidities } from './validity.ts'

const chunk = 100

/** A row while it is judged. */
interface Judging {
  place: number
  reasons: Reason[]
  sourceId: string | null
  title: string | null
  key: Key | null
  keyMember: string
  member: string
  geometry: Geometry | null
  prepared: { id: string } | null
}

/** What has been seen of the file so far: the first place of each key, and of each works told twice. */
interface Seen {
  keys: Map<string, number>
  likenesses: Map<string, number>
}

/** Gives every row its verdict, chunk by chunk. Ends in `checked`; where the job is gone meanwhile, it just ends. */
export async function checkRows(
  db: Db,
  jobId: string,
  { pack, importer, clock, going }: Going & { pack: RulePack; importer: Importer },
): Promise<void> {
  const job = await findJob(db, jobId, importer.userId)
  if (!job?.mapping) return
  const checking: Checking = { mapping: job.mapping, pack, importer, agencies: await agencyBook(db) }
  const kind = kinds[job.kind]
  const seen: Seen = { keys: new Map(), likenesses: new Map() }
  for (let after = 0; ; ) {
    const incoming = await nextRows(db, jobId, after)
    const last = incoming.at(-1)
    if (!last) break
    if (!going()) throw new Error('The service closes.')
    await writeVerdicts(db, jobId, await judge(db, incoming, { kind, checking, seen }))
    after = last.place
    const stands = await db('import_job')
      .where({ id: jobId, status: 'checking' })
      .update({ checked: after, updated_at: clock() })
    if (!stands) return
  }
  await moveJob(db, jobId, { to: 'checked', from: ['checking'], now: clock(), more: { checked: job.total } })
}

interface Incoming {
  place: number
  feature: Record<string, unknown>
}

function nextRows(db: Db, jobId: string, after: number): Promise<Incoming[]> {
  return rows<Incoming>(
    db,
    `select place, feature from import_row
     where job_id = cast(:jobId as uuid) and place > :after and feature is not null order by place limit :chunk`,
    { jobId, after, chunk },
  )
}

async function judge(
  db: Db,
  incoming: readonly Incoming[],
  { kind, checking, seen }: { kind: Kind; checking: Checking; seen: Seen },
): Promise<Judging[]> {
  const judging = incoming.map((row) => read(row, kind, checking))
  const invalid = await invalidities(
    db,
    judging.flatMap(({ place, member, geometry }) => (geometry ? [{ place, member, geometry }] : [])),
  )
  for (const row of judging) {
    const reason = invalid.get(row.place)
    if (reason) row.reasons = [...row.reasons.filter(holdsOfInvalid), reason]
    noteRepeats(row, seen)
  }
  await noteRecorded(db, judging, kind, checking.pack)
  await rehearse(db, judging, kind, checking.pack)
  return judging
}

/** A ring that crosses itself runs no way round: that it was rewound is told of valid shapes only. */
function holdsOfInvalid({ code }: Reason): boolean {
  return code !== 'rewound'
}

/** What the commit will compute is tried for the good rows, so that one shape cannot fail the commit of all. */
async function rehearse(db: Db, judging: readonly Judging[], kind: Kind, pack: RulePack): Promise<void> {
  const good = judging.filter(({ prepared, reasons }) => prepared !== null && verdictOf(reasons) !== 'refused')
  if (good.length === 0) return
  const ask = async (some: readonly Judging[]) => {
    await kind.rehearse(
      db,
      some.map(({ prepared }) => prepared),
      pack,
    )
    return []
  }
  const failing = await oneByOneAtNeed<Judging, Judging>(good, ask, (row) => row)
  for (const row of failing) row.reasons.push(refusal('not_computable', row.member))
}

function read({ place, feature }: Incoming, kind: Kind, checking: Checking): Judging {
  const row = new RowReader(feature, checking.mapping)
  const { value, member } = row.geometry()
  const shape = shapeOf(value, { types: kind.types, box: checking.pack.box as Box, member })
  const taken = kind.read(row, shape.geometry, checking)
  const keyMember = row.member(checking.mapping.fields.code ? 'code' : 'externalReference')
  return { place, ...taken, keyMember, member, geometry: shape.geometry, reasons: [...shape.reasons, ...row.reasons] }
}

/** The first good row with a key keeps it; a later one is refused. A bad row keeps nothing from a good one. */
function noteRepeats(row: Judging, seen: Seen): void {
  if (row.key && verdictOf(row.reasons) !== 'refused') {
    const key = keyText(row.key)
    const first = seen.keys.get(key)
    if (first === undefined) seen.keys.set(key, row.place)
    else row.reasons.push(refusal('duplicate_in_file', row.keyMember, { values: { key: row.key.code, first } }))
  }
  const likeness = row.prepared && verdictOf(row.reasons) !== 'refused' ? likenessOf(row.prepared) : null
  if (likeness === null) return
  const first = seen.likenesses.get(likeness)
  if (first === undefined) seen.likenesses.set(likeness, row.place)
  else row.reasons.push(warning('same_as', row.member, { values: { first } }))
}

async function noteRecorded(db: Db, judging: readonly Judging[], kind: Kind, pack: RulePack): Promise<void> {
  const keys = judging.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return
  const recorded = new Set((await kind.recorded(db, keys, pack)).map(keyText))
  for (const row of judging) {
    if (!row.key || !recorded.has(keyText(row.key))) continue
    const values = { key: row.key.code }
    if (kind.whenRecorded === 'refuse') row.reasons.push(refusal('already_stored', row.keyMember, { values }))
    else row.reasons.push(warning('updates_existing', row.keyMember, { values }))
  }
}

async function writeVerdicts(db: Db, jobId: string, judged: readonly Judging[]): Promise<void> {
  const given = judged.map(({ place, reasons, sourceId, title, key, geometry, prepared }) => {
    const verdict = verdictOf(reasons)
    const isGood = verdict !== 'refused' && prepared !== null
    return {
      place,
      verdict,
      reasons,
      source_id: sourceId,
      title,
      prepared: isGood ? { ...prepared, key } : null,
      ground_order: geometry ? groundOrder(geometry) : null,
    }
  })
  await rows(
    db,
    `update import_row r
     set verdict = v.verdict, reasons = v.reasons, source_id = v.source_id, title = v.title, prepared = v.prepared,
         ground_order = v.ground_order
     from jsonb_to_recordset(cast(:given as jsonb))
       as v (place int, verdict text, reasons jsonb, source_id text, title text, prepared jsonb, ground_order bigint)
     where r.job_id = cast(:jobId as uuid) and r.place = v.place`,
    { jobId, given: JSON.stringify(given) },
  )
}

const bits = 20

/** A place on the Z-order curve over the earth: cells of some forty metres, neighbours mostly near each other. */
function groundOrder(geometry: Geometry): number {
  const [x, y] = (partsOf(geometry)[0]?.[0] ?? [0, 0]) as Position
  const column = Math.floor(((x + 180) / 360) * 2 ** bits)
  const row = Math.floor(((y + 90) / 180) * 2 ** bits)
  let order = 0
  for (let bit = bits - 1; bit >= 0; bit--) order = order * 4 + ((column >> bit) & 1) * 2 + ((row >> bit) & 1)
  return order
}
