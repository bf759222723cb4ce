import type { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { listAgencies } from '../../agencies/store.ts'
import { csvFile } from '../../analytics/csv-file.ts'
import type { Db } from '../../database/connect.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import { momentAt } from '../../time/rules.ts'
import type { WorksSummary } from '../../works/contract.ts'
import { categoryWords } from '../../works/words.ts'
import type { ConsultationInbox } from '../contract.ts'
import { type InboxFilter, inboxOf } from '../inbox.ts'
import { type QueueFilter, reviewQueue } from '../reviews.ts'
import type { Review } from './contract.ts'
import { sayQueue } from './messages.ts'

interface Reading {
  under: Under
  actor: Actor
  now: Date
  pack: Pick<RulePack, 'zone'>
}

type Names = ReadonlyMap<string, string>
type Cells = (string | number | null)[]
type After = readonly [string, string] | null

const worksHeads = ['works', 'title', 'agency', 'category', 'street', 'start', 'end'] as const

function worksCells(
  { number, title, agencyId, category, streetName, period }: WorksSummary,
  names: Names,
  lang: Language,
): Cells {
  return [number, title, names.get(agencyId) ?? null, categoryWords[category][lang], streetName?.[lang] ?? null, period.start, period.end] // biome-ignore format: a line of the file
}

const reviewHeads = [
  ...worksHeads,
  'kind',
  'received',
  'due',
  'answersOpen',
  'objections',
  'blocking',
  'unpaidSince',
] as const

/** The office's queue as CSV. */
export function reviewsFile(filter: QueueFilter, reading: Reading, language: Language): Promise<Readable> {
  return fileOf<Review>(reading, language, {
    heads: reviewHeads,
    read: (db, after) => reviewQueue(db, reading.actor, { ...filter, limit: mostItems, after, now: reading.now }),
    marks: [filter.sort === 'due' ? 'instant' : 'day', 'uuid'],
    cells: ({ works, kind, receivedAt, dueAt, answersOpen, objections, blocking, unpaidSince }, names) => [
      ...worksCells(works, names, language),
      sayQueue(`kind.${kind}`)(language),
      momentAt(receivedAt, reading.pack.zone),
      momentAt(dueAt, reading.pack.zone),
      answersOpen,
      objections,
      blocking,
      momentAt(unpaidSince, reading.pack.zone),
    ],
  })
}

const inboxHeads = [...worksHeads, 'consulted', 'grounds', 'asked', 'due', 'answer', 'deemed', 'conditions', 'reason', 'answered', 'delegate'] as const // biome-ignore format: a line of the file

/** An organisation's inbox as CSV. */
export function inboxFile(filter: InboxFilter, reading: Reading, language: Language): Promise<Readable> {
  return fileOf<ConsultationInbox['items'][number]>(reading, language, {
    heads: inboxHeads,
    read: (db, after) =>
      inboxOf(db, reading.actor, { ...filter, limit: mostItems, after, now: reading.now, pack: reading.pack }),
    marks: ['instant', 'uuid'],
    cells: ({ works, consultation: { agencyId, grounds, askedAt, dueAt, answer, isDeemed, conditions, reason, answeredAt, delegateId } }, names) => [
      ...worksCells(works, names, language),
      names.get(agencyId) ?? null,
      grounds.map((ground) => sayQueue(`ground.${ground}`)(language)).join(' / '),
      momentAt(askedAt, reading.pack.zone),
      momentAt(dueAt, reading.pack.zone),
      answer && sayQueue(`answer.${answer}`)(language),
      answer && sayQueue(isDeemed ? 'yes' : 'no')(language),
      conditions,
      reason,
      momentAt(answeredAt, reading.pack.zone),
      (delegateId && names.get(delegateId)) ?? null,
    ], // biome-ignore format: a line of the file
  })
}

interface Listed<Item> {
  heads: readonly ((typeof reviewHeads)[number] | (typeof inboxHeads)[number])[]
  read: (db: Db, after: After) => Promise<{ items: Item[]; nextCursor: string | null }>
  /** What the cursor of the list is made of. */
  marks: ['instant' | 'day', 'uuid']
  cells: (item: Item, names: Names) => Cells
}

/** A list as CSV, with the names of organisations as they are read. */
async function fileOf<Item>(
  { under, actor }: Reading,
  language: Language,
  { heads, read, marks, cells }: Listed<Item>,
): Promise<Readable> {
  const names = new Map((await under(actor, listAgencies)).map(({ id, name }) => [id, name[language]]))
  return csvFile({
    heads: heads.map((head) => sayQueue(`csv.${head}`)(language)),
    read: (after: After) => under(actor, (db) => read(db, after)),
    after: (cursor) => readCursor(cursor, marks).value ?? null,
    lines: (item: Item) => [cells(item, names)],
  })
}
