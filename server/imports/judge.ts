import { createHash } from 'node:crypto'
import type { Db } from '../database/connect.ts'
import type { Box, Geometry } from '../geo/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import { type Checking, type Key, type Kind, keyText } from './kinds/kind.ts'
import { oneByOneAtNeed } from './one-by-one.ts'
import { type Reason, refusal, verdictOf, warning } from './reason.ts'
import { RowReader } from './row-reader.ts'
import { shapeOf } from './shape.ts'
import { invalidities } from './validity.ts'

/** A row as the file has it. */
export interface Incoming {
  place: number
  feature: Record<string, unknown>
}

/** A row while it is judged. */
export interface Judging {
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

/** What has been seen of the file so far: the first place of each key, and of each row told twice, by its digest. */
export interface Seen {
  keys: Map<string, number>
  likenesses: Map<string, number>
}

/** Judges rows in the order of the file, each by itself, against those before it and against what is recorded. */
export async function judge(
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
  }
  await noteOwners(db, judging, kind, checking.pack)
  for (const row of judging) noteRepeats(row, kind, seen)
  await noteRecorded(db, judging, kind)
  await noteAlike(db, judging, kind)
  await rehearse(db, judging, kind, checking.pack)
  return judging
}

/** A ring that crosses itself runs no way round: that it was rewound is told of valid shapes only. */
function holdsOfInvalid({ code }: Reason): boolean {
  return code !== 'rewound'
}

/** It can be stored. */
export function isGood({ prepared, reasons }: Judging): boolean {
  return prepared !== null && verdictOf(reasons) !== 'refused'
}

/** Whose a key is may follow from the ground: it is asked for before keys are compared. */
async function noteOwners(db: Db, judging: readonly Judging[], kind: Kind, pack: RulePack): Promise<void> {
  const ask = kind.ownersByGround
  if (!ask) return
  await tryOut(
    judging.filter((row) => row.key !== null && isGood(row)),
    async (some) => {
      const owners = await ask(db, preparedOf(some), pack)
      for (const row of some)
        if (row.key && row.prepared) row.key = { ...row.key, owner: owners.get(row.prepared.id) ?? row.key.owner }
    },
  )
}

/** What the commit will compute is tried for the good rows, so that one shape cannot fail the commit of all. */
async function rehearse(db: Db, judging: readonly Judging[], kind: Kind, pack: RulePack): Promise<void> {
  await tryOut(judging.filter(isGood), (some) => kind.rehearse(db, preparedOf(some), pack))
}

function preparedOf(some: readonly Judging[]): ({ id: string } | null)[] {
  return some.map(({ prepared }) => prepared)
}

/** Does something with rows in the database; a row that it cannot be done with is refused. */
async function tryOut(good: readonly Judging[], work: (some: readonly Judging[]) => Promise<void>): Promise<void> {
  if (good.length === 0) return
  const ask = (some: readonly Judging[]) => work(some).then(() => [] as Judging[])
  for (const row of await oneByOneAtNeed<Judging, Judging>(good, ask, (one) => one))
    row.reasons.push(refusal('not_computable', row.member))
}

function read({ place, feature }: Incoming, kind: Kind, checking: Checking): Judging {
  const row = new RowReader(feature, checking)
  const { value, member } = row.geometry()
  const shape = shapeOf(value, { types: kind.types, box: checking.pack.box as Box, member })
  const taken = kind.read(row, shape.geometry, checking)
  const keyMember = row.member(checking.mapping.fields.code ? 'code' : 'externalReference')
  return { place, ...taken, keyMember, member, geometry: shape.geometry, reasons: [...shape.reasons, ...row.reasons] }
}

/** The first good row with a key keeps it; a later one is refused. A bad row keeps nothing from a good one. */
function noteRepeats(row: Judging, kind: Kind, seen: Seen): void {
  if (row.key && verdictOf(row.reasons) !== 'refused') {
    const key = keyText(row.key)
    const first = seen.keys.get(key)
    if (first === undefined) seen.keys.set(key, row.place)
    else row.reasons.push(refusal('duplicate_in_file', row.keyMember, { values: { key: row.key.code, first } }))
  }
  const likeness = row.prepared && isGood(row) ? kind.likeness(row.prepared) : null
  if (likeness === null) return
  const digest = createHash('sha256').update(likeness).digest('base64')
  const first = seen.likenesses.get(digest)
  if (first === undefined) seen.likenesses.set(digest, row.place)
  else row.reasons.push(warning('same_as', row.member, { values: { first } }))
}

/** A file that is brought twice: what has no key of its own is known by all that it says. */
async function noteAlike(db: Db, judging: readonly Judging[], { alike }: Kind): Promise<void> {
  if (!alike) return
  await tryOut(
    judging.filter((row) => row.key === null && isGood(row)),
    async (some) => {
      const found = await alike.find(db, preparedOf(some))
      for (const row of some) {
        const values = found.get(row.prepared?.id ?? '')
        if (values) row.reasons.push(refusal(alike.code, row.member, { values }))
      }
    },
  )
}

async function noteRecorded(db: Db, judging: readonly Judging[], kind: Kind): Promise<void> {
  const keys = judging.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return
  const recorded = new Set((await kind.recorded(db, keys)).map(keyText))
  for (const row of judging) {
    if (!row.key || !recorded.has(keyText(row.key))) continue
    const values = { key: row.key.code }
    if (kind.whenRecorded === 'refuse') row.reasons.push(refusal('already_stored', row.keyMember, { values }))
    else if (isGood(row)) {
      const words = row.prepared && kind.updateWords?.(row.prepared)
      row.reasons.push(warning(words ?? 'updates_existing', row.keyMember, { values }))
    }
  }
}
