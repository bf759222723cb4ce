import type { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { listAgencies } from '../../agencies/store.ts'
import { csvFile } from '../../analytics/csv-file.ts'
import { mostItems, readCursor } from '../../http/cursor.ts'
import type { Language } from '../../language/contract.ts'
import type { RulePack } from '../../policy/contract.ts'
import type { PavementEntry } from './contract.ts'
import { sayLedger } from './messages.ts'
import { type AfterEntry, type EntryFilter, entriesOf } from './read.ts'

const heads = ['street', 'kind', 'number', 'title', 'agency', 'opened', 'closed', 'from', 'to', 'side', 'area', 'width', 'depth', 'guarantee', 'guarantor', 'layers', 'inspections', 'defects', 'samples'] as const // biome-ignore format: one line

interface Asked {
  street: { id: string; name: string }
  filter: EntryFilter
  viewer: Actor
  language: Language
  pack: RulePack
  limit?: number
}

/** A street's ledger as CSV: a line for each stretch that was opened. */
export async function ledgerFile(
  under: Under,
  { street, filter, viewer, language, pack, limit = mostItems }: Asked,
): Promise<Readable> {
  const told = { pack, language }
  const agencies = new Map((await under(viewer, listAgencies)).map(({ id, name }) => [id, name[language]]))
  return csvFile({
    heads: heads.map((head) => sayLedger(head)(language)),
    read: (after: AfterEntry) => under(viewer, (db) => entriesOf(db, street.id, filter, { limit, after }, told)),
    after: (cursor) => readCursor(cursor, ['day', 'uuid']).value ?? null,
    lines: (entry) => linesOf(entry, { street: street.name, agencies, language }),
  })
}

function linesOf(
  entry: PavementEntry,
  { street, agencies, language }: { street: string; agencies: ReadonlyMap<string, string>; language: Language },
): (string | number | null)[][] {
  const agency = agencies.get(entry.agencyId ?? '') ?? null
  return entry.stretches.map(({ fromMetres, toMetres, side, areaSquareMetres }) => [
    street,
    sayLedger(`kind.${entry.kind}`)(language),
    entry.works?.number ?? entry.code,
    entry.title,
    agency,
    entry.openedOn,
    entry.closedOn,
    fromMetres,
    toMetres,
    sayLedger(`side.${side}`)(language),
    areaSquareMetres,
    entry.trenchWidthMetres,
    entry.trenchDepthMetres,
    entry.guaranteeUntil,
    entry.guarantor ?? (entry.guaranteeUntil === null ? null : agency),
    entry.layers,
    entry.records?.inspections ?? null,
    entry.records?.openDefects ?? null,
    entry.records?.failedSamples ?? null,
  ])
}
