/**
 * Real files, imported whole. They lie beside the project and are not part of it: where they are missing, these tests
 * are listed as skipped.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseForTests, engineKind, pack as ksa } from '../../testing/database.ts'
import { formOf } from '../../testing/form.ts'
import { serviceOn, signedIn } from '../../testing/service.ts'
import { ensureRoot } from '../agencies/store.ts'
import { verifyRegister } from '../coordination/verify.ts'
import { connect, type Database } from '../database/connect.ts'
import { rows } from '../database/sql.ts'
import type { RulePack } from '../policy/contract.ts'
import { loadRulePack } from '../policy/load.ts'
import type { ImportJob, ImportKind, ImportReport, Mapping } from './contract.ts'

const folder = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const files = existsSync(folder)
const title = files ? 'real files' : 'real files (skipped: no folder ../shared/data beside the project)'

const shared = databaseForTests()
const minute = 60_000

/** The embedded engine ends when a shape is more than it can compute, so real files get one of their own, on the disk. */
let own: Database | undefined
let dataDir: string
beforeEach(async () => {
  if (engineKind() === 'server') return
  dataDir = mkdtempSync(join(tmpdir(), 'nasaq-real-'))
  own = await connect({ dataDir, statementLimit: minute })
})
afterEach(async () => {
  if (!own) return
  await own.close()
  own = undefined
  rmSync(dataDir, { recursive: true, force: true })
})
const db = () => own?.db ?? shared()

interface Imported {
  checked: ImportJob
  refused: ImportReport['rows']['items']
  committed: ImportJob
  milliseconds: { check: number; commit: number }
}

/** Uploads, checks and commits a file; gives the job at both stages and the rows that were refused. */
async function importFile(kind: ImportKind, file: string, mapping: Mapping, pack: RulePack): Promise<Imported> {
  await ensureRoot(db(), pack)
  const app = await serviceOn(db(), { pack })
  const { headers } = await signedIn(app, db(), 'planner')
  const upload = { name: file, bytes: readFileSync(folder + file) }
  const form = formOf({ kind, mapping: JSON.stringify(mapping), file: upload })
  const begun = Date.now()
  const sent = await app.inject({
    method: 'POST',
    url: '/api/imports?wait=true',
    headers: { ...headers, ...form.headers },
    payload: form.payload,
  })
  expect(sent.statusCode, sent.body).toBe(202)
  const checked = sent.json<ImportJob>()
  expect(checked.status, sent.body).toBe('checked')
  const atCheck = Date.now()
  const listed = await app.inject({ url: `/api/imports/${checked.id}?verdict=refused&limit=500`, headers })
  const refused = listed.json<ImportReport>().rows.items
  const stored = await app.inject({ method: 'POST', url: `/api/imports/${checked.id}/commit?wait=true`, headers })
  expect(stored.statusCode, stored.body).toBe(202)
  const committed = stored.json<ImportJob>()
  expect(committed.status, stored.body).toBe('committed')
  await app.close()
  return { checked, refused, committed, milliseconds: { check: atCheck - begun, commit: Date.now() - atCheck } }
}

function print(name: string, { checked, refused, committed, milliseconds }: Imported): void {
  const reasons = checked.reasons.map(({ code, rows: n }) => `${code} ${n}`).join(', ')
  const { ok, warning } = checked.counts
  console.info(
    `${name}: ${checked.total} rows, ${ok} ok, ${warning} with a warning, ${refused.length} refused, ${committed.stored} stored; ` +
      `check ${milliseconds.check} ms, commit ${milliseconds.commit} ms\n  ${reasons}`,
  )
}

describe.skipIf(!files)(title, () => {
  it(
    'takes in the works of Karlsruhe, names the bad ones, and finds those that meet',
    async () => {
      const generic = loadRulePack('generic')
      const mapping: Mapping = {
        fields: {
          title: { from: 'titel' },
          start: { from: 'von' },
          end: { from: 'bis' },
          externalReference: { from: 'id' },
          agency: { from: 'verursacher' },
          description: { from: 'info' },
          trafficImpact: { from: 'ampel', values: { voll: 'major', teil: 'minor', gering: 'minor' } },
        },
        defaults: { category: 'planned', utility: 'other', status: 'planned' },
        createAgencies: true,
      }
      const imported = await importFile('works', 'works/karlsruhe_works_geom.geojson', mapping, generic)
      print('Karlsruhe', imported)
      for (const row of imported.refused)
        console.info(`  ${row.sourceId}: ${row.reasons.map(({ message }) => message).join('; ')}`)
      const { checked, refused, committed } = imported
      expect(checked.total).toBe(181)
      const withCode = (code: string) => refused.filter(({ reasons }) => reasons.some((reason) => reason.code === code))
      // Six are not valid: four areas cross themselves, two routes have a part without length.
      const notValid = [...withCode('invalid'), ...withCode('part_too_short')]
      expect([withCode('invalid').length, notValid.length]).toEqual([4, 6])
      expect(notValid.every(({ reasons }) => reasons.every(({ place }) => place?.length === 2))).toBe(true)
      expect(withCode('collection_mixed')).toHaveLength(2)
      const uncomputable = withCode('not_computable')
      expect(uncomputable.length).toBeLessThanOrEqual(engineKind() === 'server' ? 0 : 3)
      expect(refused.length).toBe(12 + uncomputable.length)
      expect(committed.stored).toBe(181 - refused.length)
      const [areas] = await rows<{ works: number; pairs: number; wide: number }>(
        db(),
        `with area as (select id from works where ST_Dimension(route) = 2)
         select (select count(*) from area) as works, count(*) as pairs,
                count(*) filter (where c.overlap_square_metres > 1) as wide
         from conflict c where c.kind = 'clash' and c.works_a in (select id from area) and c.works_b in (select id from area)`,
      )
      const [all] = await rows<{ pairs: number }>(db(), `select count(*) as pairs from conflict where kind = 'clash'`)
      console.info(
        `  clashes among ${areas?.works} areas: ${areas?.pairs}, ${areas?.wide} of more than 1 m²; among all ${committed.stored} works: ${all?.pairs}`,
      )
      expect(areas).toMatchObject({ pairs: 18, wide: 15 })
      const { missing, extra, differing, pairs } = await verifyRegister(db(), generic)
      console.info(`  register: ${pairs} rows, ${missing} missing, ${extra} extra, ${differing} differing`)
      expect({ missing, extra, differing }).toEqual({ missing: 0, extra: 0, differing: 0 })
    },
    2 * minute,
  )

  it(
    'takes in the streets of Madinah',
    async () => {
      const mapping: Mapping = {
        fields: {
          nameAr: { from: 'name' },
          nameEn: { from: 'tags.name:en' },
          code: { from: 'osm_id' },
          streetClass: { from: 'highway_type' },
        },
      }
      const imported = await importFile('streets', 'streets/madinah_osm_roads.geojson', mapping, ksa)
      print('Madinah', imported)
      for (const row of imported.refused)
        console.info(`  ${row.sourceId}: ${row.reasons.map(({ message }) => message).join('; ')}`)
      expect(imported.checked.total).toBe(3206)
      expect(imported.committed.stored).toBe(3206 - imported.refused.length)
      const [stored] = await rows<{ streets: number; km: number }>(
        db(),
        'select count(*) as streets, sum(length_metres) / 1000 as km from street',
      )
      console.info(`  ${stored?.streets} streets, ${Math.round(stored?.km ?? 0)} km`)
      expect(stored?.streets).toBe(imported.committed.stored)
    },
    2 * minute,
  )

  it(
    'names every unclosed and every invalid district of Riyadh, and takes in the others',
    async () => {
      const mapping: Mapping = {
        fields: { code: { from: 'id' }, nameAr: { from: 'name_ar' }, nameEn: { from: 'name_en' } },
      }
      const imported = await importFile('boundaries', 'boundaries/riyadh_districts_rcrc.geojson', mapping, ksa)
      print('Riyadh', imported)
      const { checked, refused, committed } = imported
      for (const row of refused) console.info(`  ${row.title}: ${row.reasons.map(({ message }) => message).join('; ')}`)
      const count = (code: string) => checked.reasons.find((reason) => reason.code === code)?.rows ?? 0
      expect(checked.total).toBe(145)
      // Twenty-two are not valid: nineteen are not closed, three cross or touch themselves.
      expect({ unclosed: count('ring_not_closed'), invalid: count('invalid') }).toEqual({ unclosed: 19, invalid: 3 })
      expect(refused).toHaveLength(22)
      expect(
        refused.every(({ reasons, title: name }) => name !== null && reasons.some(({ place }) => place?.length === 2)),
      ).toBe(true)
      expect(committed.stored).toBe(145 - refused.length)
    },
    minute,
  )
})
