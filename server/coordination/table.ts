import type { Readable } from 'node:stream'
import type { Actor } from '../access/actor.ts'
import type { Under } from '../access/under.ts'
import { listAgencies } from '../agencies/store.ts'
import { csvFile } from '../analytics/csv-file.ts'
import { mostItems } from '../http/cursor.ts'
import type { Language } from '../language/contract.ts'
import type { RulePack } from '../policy/contract.ts'
import type { Status } from '../works/contract.ts'
import { statusWords } from '../works/words.ts'
import { type ConflictPlace, readPlace } from './conflict-place.ts'
import { type ConflictFilter, pageOfConflicts } from './conflicts.ts'
import type { Conflict, ConflictSort } from './contract.ts'
import { sayConflicts } from './table-messages.ts'
import { conflictStateWords, findingWords, severityWords } from './words.ts'

const pairHeads = ['kind', 'severity', 'state', 'street', 'overlap', 'area', 'days', 'sharedStart', 'sharedEnd', 'gap'] as const // biome-ignore format: a line of the file
const sideHeads = ['number', 'title', 'agency', 'status', 'start', 'end'] as const

interface Told {
  pack: RulePack
  today: string
  language: Language
}

/** The register as the list has it, as CSV: a line for each pair of works and kind. */
export async function conflictsTable(
  under: Under,
  { filter, sort }: { filter: ConflictFilter; sort: ConflictSort },
  viewer: Actor | null,
  told: Told,
  limit = mostItems,
): Promise<Readable> {
  const { language } = told
  const names = new Map((await under(viewer, listAgencies)).map(({ id, name }) => [id, name[language]]))
  const sideCells = ({ number, title, agencyId, status, period }: Conflict['worksA']) => [
    number,
    title,
    names.get(agencyId) ?? null,
    statusWords[status as Status][language],
    period.start,
    period.end,
  ]
  return csvFile({
    heads: headsIn(language),
    read: (after: ConflictPlace | null) =>
      under(viewer, (db) => pageOfConflicts(db, filter, { limit, after, sort }, told)),
    after: (cursor) => readPlace(cursor).value ?? null,
    lines: ({ worksA, worksB, ...conflict }) => [
      [
        findingWords[conflict.kind][language],
        severityWords[conflict.severity][language],
        conflictStateWords[conflict.state][language],
        conflict.streetName?.[language] ?? null,
        conflict.overlapMetres,
        conflict.overlapSquareMetres,
        conflict.sharedDays,
        conflict.sharedPeriod?.start ?? null,
        conflict.sharedPeriod?.end ?? null,
        conflict.gapDays,
        ...sideCells(worksA),
        ...sideCells(worksB),
        conflict.explanation,
      ],
    ],
  })
}

function headsIn(language: Language): string[] {
  const sides = ['A', 'B'].flatMap((side) => sideHeads.map((head) => sayConflicts(`csv.${head}`, { side })(language)))
  const pair = pairHeads.map((head) => sayConflicts(`csv.${head}`)(language))
  return [...pair, ...sides, sayConflicts('csv.explanation')(language)]
}
