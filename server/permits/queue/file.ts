import { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { listAgencies } from '../../agencies/store.ts'
import { byteOrderMark, csvLine } from '../../analytics/rules.ts'
import type { Db } from '../../database/connect.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
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

const reviewHeads = [...worksHeads, 'received', 'due', 'answersOpen', 'objections', 'blocking', 'unpaidSince'] as const

/** The office's queue as CSV. */
export function reviewsFile(filter: QueueFilter, reading: Reading, language: Language): Promise<Readable> {
  return fileOf<Review>(reading, language, {
    heads: reviewHeads,
    read: (db, after) => reviewQueue(db, reading.actor, { ...filter, limit: mostItems, after, now: reading.now }),
    marks: [filter.sort === 'due' ? 'instant' : 'day', 'uuid'],
    cells: ({ works, receivedAt, dueAt, answersOpen, objections, blocking, unpaidSince }, names) => [
      ...worksCells(works, names, language),
      receivedAt,
      dueAt,
      answersOpen,
      objections,
      blocking,
      unpaidSince,
    ],
  })
}

const inboxHeads = [...worksHeads, 'grounds', 'asked', 'due', 'answer', 'deemed', 'conditions', 'reason', 'answered'] as const // biome-ignore format: a line of the file

/** An organisation's inbox as CSV. */
export function inboxFile(filter: InboxFilter, reading: Reading, language: Language): Promise<Readable> {
  return fileOf<ConsultationInbox['items'][number]>(reading, language, {
    heads: inboxHeads,
    read: (db, after) => inboxOf(db, reading.actor, { ...filter, limit: mostItems, after }),
    marks: ['instant', 'uuid'],
    cells: ({ works, consultation: { grounds, askedAt, dueAt, answer, isDeemed, conditions, reason, answeredAt } }, names) => [
      ...worksCells(works, names, language),
      grounds.map((ground) => sayQueue(`ground.${ground}`)(language)).join(' / '),
      askedAt,
      dueAt,
      answer && sayQueue(`answer.${answer}`)(language),
      answer && sayQueue(isDeemed ? 'yes' : 'no')(language),
      conditions,
      reason,
      answeredAt,
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

/**
 * A list as CSV, written as it is read: each page is a transaction of its own. The first is read before anything is
 * written, so that what goes wrong can still be told.
 */
async function fileOf<Item>(
  { under, actor }: Reading,
  language: Language,
  { heads, read, marks, cells }: Listed<Item>,
): Promise<Readable> {
  const names = new Map((await under(actor, listAgencies)).map(({ id, name }) => [id, name[language]]))
  const first = await under(actor, (db) => read(db, null))
  async function* written(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(heads.map((head) => sayQueue(`csv.${head}`)(language)))
    for (let page = first; ; ) {
      yield page.items.map((item) => csvLine(cells(item, names))).join('')
      const { nextCursor } = page
      if (nextCursor === null) return
      page = await under(actor, (db) => read(db, readCursor(nextCursor, marks).value ?? null))
    }
  }
  return Readable.from(written(), { objectMode: false })
}
