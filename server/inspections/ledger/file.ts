import { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import type { Under } from '../../access/under.ts'
import { listAgencies } from '../../agencies/store.ts'
import { byteOrderMark, csvLine } from '../../analytics/rules.ts'
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

/**
 * A street's ledger as CSV, written as it is read: a line for each stretch. The first page is read before anything is
 * written, so that what goes wrong can still be told.
 */
export async function ledgerFile(
  under: Under,
  { street, filter, viewer, language, pack, limit = mostItems }: Asked,
): Promise<Readable> {
  const told = { pack, language }
  const read = (after: AfterEntry) => under(viewer, (db) => entriesOf(db, street.id, filter, { limit, after }, told))
  const agencies = new Map((await under(viewer, listAgencies)).map(({ id, name }) => [id, name[language]]))
  const first = await read(null)
  async function* written(): AsyncGenerator<string> {
    yield byteOrderMark + csvLine(heads.map((head) => sayLedger(head)(language)))
    for (let page = first; ; ) {
      yield page.items.map((entry) => linesOf(entry, { street: street.name, agencies, language })).join('')
      if (page.nextCursor === null) return
      page = await read(readCursor(page.nextCursor, ['day', 'uuid']).value ?? null)
    }
  }
  return Readable.from(written(), { objectMode: false })
}

function linesOf(
  entry: PavementEntry,
  { street, agencies, language }: { street: string; agencies: ReadonlyMap<string, string>; language: Language },
): string {
  const agency = agencies.get(entry.agencyId ?? '') ?? null
  return entry.stretches
    .map(({ fromMetres, toMetres, side, areaSquareMetres }) =>
      csvLine([
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
      ]),
    )
    .join('')
}
