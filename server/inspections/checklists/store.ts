import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Value } from 'typebox/value'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../../access/actor.ts'
import { record } from '../../audit/record.ts'
import type { Db } from '../../database/connect.ts'
import { rows } from '../../database/sql.ts'
import { failed, faultAt, type Outcome } from '../../http/problem.ts'
import type { Language, Names } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { type Checklist, type InspectionKind, inspectionKinds, type NewChecklist, SeededChecklist } from './contract.ts'
import { sayChecklists } from './messages.ts'
import { checklistFault, type FinedItem, finedItemGone } from './rules.ts'

type Articles = RulePack['inspections']['violations']['articles']

interface Row {
  kind: InspectionKind
  version: number
  items: Checklist['items']
  note: string | null
  published_at: string
  published_by: Names | null
}

const columns = `c.kind, c.version, c.items, c.note, c.published_at,
  case when u.id is not null then jsonb_build_object('ar', u.name_ar, 'en', u.name_en) end as published_by`
const source = 'checklist c left join account_name u on u.id = c.published_by'

function checklist({ published_at, published_by, ...row }: Row): Checklist {
  return { ...row, publishedAt: published_at, publishedBy: published_by }
}

/** The version of each kind that visits go by now, in the order of a works' life. */
export async function currentChecklists(db: Db): Promise<Checklist[]> {
  const found = await rows<Row>(
    db,
    `select distinct on (c.kind) ${columns} from ${source} order by c.kind, c.version desc`,
  )
  return inspectionKinds.flatMap((kind) => found.filter((row) => row.kind === kind).map(checklist))
}

/** All versions of a kind, the last first. */
export async function versionsOf(db: Db, kind: InspectionKind): Promise<Checklist[]> {
  const found = await rows<Row>(db, `select ${columns} from ${source} where c.kind = :kind order by c.version desc`, {
    kind,
  })
  return found.map(checklist)
}

/**
 * Publishes a new version of a checklist in the place of the one that was seen. Visits begun by the one before are ended
 * by it.
 */
export async function publishChecklist(
  db: Db,
  kind: InspectionKind,
  { version: seen, items, note: told }: NewChecklist,
  { actor, now, pack }: { actor: Actor; now: Date; pack: RulePack },
): Promise<Outcome<Checklist>> {
  const note = told ?? null
  const fault = checklistFault(items)
  if (fault) return faultAt(fault.path, sayChecklists(fault.code))
  const [before] = await versionsOf(db, kind)
  if (before?.version !== seen) return outdated(before?.version ?? 0)
  const { articles } = pack.inspections.violations
  const fined = finedItemGone(before, items, articles)
  if (fined) return faultAt('items', (language) => sayChecklists('item_fined', finedWords(before, fined, articles)(language))(language)) // biome-ignore format: one line
  const id = uuidv7()
  const version = seen + 1
  const published = { published_at: now, published_by: actor.userId }
  const [stored] = await db('checklist')
    .insert({ kind, version, id, items: JSON.stringify(items), note, ...published })
    .onConflict(['kind', 'version'])
    .ignore()
    .returning('id')
  // somebody else's came between
  if (!stored) return outdated(version)
  const change = { before: { version: seen, items: before.items }, after: { kind, version, items } }
  await record(db, [{ subject: 'checklist', id, event: 'publish', reason: note, ...change }])
  return { value: (await versionsOf(db, kind))[0] as Checklist }
}

/** What an item and its article are called. */
function finedWords({ items }: Checklist, { code, article }: FinedItem, articles: Articles) {
  const text = items.find((item) => item.code === code)?.text
  return (language: Language) => ({
    item: text?.[language] ?? code,
    article: articles[article]?.words[language] ?? article,
  })
}

function outdated(current: number) {
  return failed('version', { values: { current }, more: { currentVersion: current } })
}

const folder = fileURLToPath(new URL('../../../seeds/checklists/', import.meta.url))

/** What a checklist of this kind begins with. Throws where a seed is not one. */
export function seededItems(kind: InspectionKind): Checklist['items'] {
  const seed = JSON.parse(readFileSync(`${folder}${kind}.json`, 'utf8')) as unknown
  if (Value.Check(SeededChecklist, seed) && !checklistFault(seed.items)) return seed.items
  throw new Error(`The checklist ${kind} that comes with the service is not valid.`)
}

/** Makes sure that every kind of visit has a checklist; what the office has published stays. */
export async function ensureChecklists(db: Db, now: Date): Promise<void> {
  const there = (await db('checklist').distinct('kind')) as { kind: InspectionKind }[]
  const missing = inspectionKinds.filter((kind) => there.every((each) => each.kind !== kind))
  if (missing.length === 0) return
  const first = missing.map((kind) => ({ kind, version: 1, id: uuidv7(), items: JSON.stringify(seededItems(kind)) }))
  await db('checklist')
    .insert(first.map((one) => ({ ...one, published_at: now })))
    .onConflict()
    .ignore()
}
